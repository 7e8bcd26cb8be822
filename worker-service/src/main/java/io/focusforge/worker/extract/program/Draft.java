package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import io.focusforge.worker.extract.Page;
import io.focusforge.worker.extract.PageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a document while it is read. What repeats itself on every page is known at the end only, so it is written twice. */
final class Draft implements AutoCloseable {
    private static final int SAMPLE = 8_000;

    /** @param firstHeading empty when there is none */
    record Text(int pages, int characters, boolean hasWords, String sample, String firstHeading) {}

    private final long most;
    private final boolean flowing;
    private final Cleaner cleaner;
    private final Furniture furniture = new Furniture();
    private final Path raw = Files.createTempFile("draft-", ".part");
    private final PageFile out = new PageFile(raw);
    private final StringBuilder sample = new StringBuilder();
    private final Headings headings;
    private Outline outline = Outline.NONE;
    private int pages;
    private boolean words;

    Draft(long most, FileType type) throws IOException {
        this.most = most;
        this.flowing = type == FileType.DOCX;
        this.cleaner = new Cleaner(
                type == FileType.PDF, type == FileType.TEXT || type == FileType.MARKDOWN || type == FileType.HTML);
        this.headings = new Headings(type != FileType.TEXT);
    }

    /** Before the first page. */
    void outlined(Outline known) {
        this.outline = known;
    }

    /** A whole page. */
    void page(int number, String text) throws IOException, Unreadable {
        pages = Math.max(pages, number);
        var cleaned = cleaner.clean(outline.mark(text) + "\n\n");
        furniture.see(number, cleaned);
        write(number, cleaned);
    }

    /** @param number of the page that the part is on, or 0 where there are none */
    void part(int number, String text) throws IOException, Unreadable {
        pages = Math.max(pages, number);
        write(number, cleaner.clean(text));
    }

    private void write(int number, String text) throws IOException, Unreadable {
        out.write(number, text);
        if (out.written() > most || out.written() < 0) {
            throw new Unreadable(Flaw.TOO_MUCH_TEXT);
        }
        headings.see(text);
        words = words || text.codePoints().anyMatch(Character::isLetterOrDigit);
        sample.append(text, 0, Math.min(text.length(), SAMPLE - Math.min(SAMPLE, sample.length())));
    }

    Text finish(Path target) throws IOException {
        out.close();
        try (var drafted = PageFile.read(raw);
                var finished = new PageFile(target)) {
            for (var page : (Iterable<Page>) drafted::iterator) {
                finished.write(isPaged() ? page.number() : 0, furniture.without(page));
            }
            return new Text(isPaged() ? pages : 0, finished.written(), words, sample.toString(), headings.first());
        }
    }

    /** A flowing text that does not say where a second page begins may have any number of them. */
    private boolean isPaged() {
        return pages > 1 || !flowing;
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(raw);
    }
}
