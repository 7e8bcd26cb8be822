package io.focusforge.worker.split;

import io.focusforge.worker.extract.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Cuts texts into pieces, one after the other: no more than a few pages are in memory. The same text always gives the same pieces. */
@ApplicationScoped
public class Splitter {
    private static final int LONGEST = 1_000;

    /** Lazily; close {@code pages} yourself. */
    public Stream<Piece> split(Stream<Page> pages) {
        var ordinal = new AtomicInteger();
        return pages.flatMap(page -> split(page, ordinal));
    }

    private static Stream<Piece> split(Page page, AtomicInteger ordinal) {
        return Stream.iterate(0, start -> start < page.text().length(), start -> start + LONGEST)
                .map(start -> piece(page, start, ordinal.getAndIncrement()));
    }

    private static Piece piece(Page page, int start, int ordinal) {
        var end = Math.min(start + LONGEST, page.text().length());
        return new Piece(
                ordinal,
                page.number(),
                page.start() + start,
                page.start() + end,
                "",
                page.text().substring(start, end));
    }
}
