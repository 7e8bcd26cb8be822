package io.focusforge.worker.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Pages in a file: of each its number, the length of its text in bytes, and the text in UTF-8. */
public final class PageFile implements AutoCloseable {
    private static final int LONGEST = 3 * Page.LONGEST;

    private final DataOutputStream out;
    private int written;

    public PageFile(Path file) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    /** A text that is longer than a page may be becomes several. */
    public void write(int number, String text) throws IOException {
        for (var start = 0; start < text.length(); ) {
            var end = cut(text, start);
            writePart(number, text.substring(start, end));
            start = end;
        }
    }

    public int written() {
        return written;
    }

    private void writePart(int number, String part) throws IOException {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(number);
        out.writeInt(bytes.length);
        out.write(bytes);
        written += part.length();
    }

    private static int cut(String text, int start) {
        var end = start + Page.LONGEST;
        if (end >= text.length()) {
            return text.length();
        }
        var line = text.lastIndexOf('\n', end - 1) + 1;
        if (line > start) {
            return line;
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    public static Stream<Page> read(Path file) {
        try {
            var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
            var pages = Spliterators.spliteratorUnknownSize(new Pages(in), Spliterator.ORDERED | Spliterator.NONNULL);
            return StreamSupport.stream(pages, false).onClose(() -> close(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(DataInputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Pages implements Iterator<Page> {
        private final DataInputStream in;
        private int start;
        private Page next;

        Pages(DataInputStream in) throws IOException {
            this.in = in;
            this.next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Page next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            var page = next;
            start = page.end();
            try {
                next = read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return page;
        }

        private Page read() throws IOException {
            var number = 0;
            try {
                number = in.readInt();
            } catch (EOFException e) {
                return null;
            }
            return new Page(number, start, new String(in.readNBytes(length(in.readInt())), StandardCharsets.UTF_8));
        }

        private static int length(int bytes) throws IOException {
            if (bytes < 0 || bytes > LONGEST) {
                throw new IOException("a page of " + bytes + " bytes");
            }
            return bytes;
        }
    }
}
