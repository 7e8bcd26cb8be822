package io.focusforge.worker.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The text of a document, in a file until this is closed: it can be gone through as often as one likes, and no more than a page of it is in memory.
 *
 * @param mediaType what the file turned out to be
 * @param title what the document calls itself, or null
 * @param language a guess, as in {@code en}, or null
 * @param pageCount 0 when it has none
 * @param characters of the whole text
 */
public record Extracted(String mediaType, String title, String language, int pageCount, int characters, Path file)
        implements AutoCloseable {
    /** In order. Close the stream. */
    public Stream<Page> pages() {
        return PageFile.read(file);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
