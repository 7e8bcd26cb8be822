package io.focusforge.worker.split;

import io.focusforge.worker.extract.Extracted;
import io.focusforge.worker.extract.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Cuts texts into pieces, one after the other: no more than a few pages are in memory. The same text always gives the same pieces. */
@ApplicationScoped
public class Splitter {
    /** The model puts one before the text, and one behind it. */
    private static final int SPECIAL = 2;

    private static final int PARTS = 4;
    private static final String UNMARKED = "text/plain";

    private final SplitConfig config;

    Splitter(SplitConfig config) {
        this.config = config;
    }

    /** Lazily. Close the stream. */
    public Stream<Piece> split(Extracted text) {
        var pages = text.pages();
        return split(pages, !text.mediaType().equals(UNMARKED)).onClose(pages::close);
    }

    Stream<Piece> split(Stream<Page> pages, boolean marked) {
        var pieces = new Pieces(pages.iterator(), marked, config);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(pieces, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class Pieces implements Iterator<Piece> {
        private final Iterator<Page> pages;
        private final Window window = new Window();
        private final Queue<Piece> ready = new ArrayDeque<>();
        private final Packer packer;
        private final Units units;
        private boolean finished;

        Pieces(Iterator<Page> pages, boolean marked, SplitConfig config) {
            this.pages = pages;
            var most = config.maxTokens() - SPECIAL;
            var size = new Packer.Size(most, config.overlapTokens());
            this.packer = new Packer(window, WordPieces::count, size, ready::add);
            this.units = new Units(
                    marked,
                    new HeadingPath(WordPieces::count, most / PARTS),
                    new Fragments(WordPieces::count, most / PARTS),
                    packer::take);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !finished) {
                advance();
            }
            return !ready.isEmpty();
        }

        @Override
        public Piece next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void advance() {
            if (pages.hasNext()) {
                var page = pages.next();
                window.append(page);
                units.take(page);
                window.forget(packer.needed(page.end()));
            } else {
                packer.finish();
                finished = true;
            }
        }
    }
}
