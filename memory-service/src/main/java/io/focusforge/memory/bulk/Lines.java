package io.focusforge.memory.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a stream, one after the other, of which no more than a bounded part is ever in memory. */
final class Lines {
    private static final int CHUNK = 16_384;

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;

    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * One line without its end.
     *
     * @param bytes null when it was longer than is read
     */
    record Line(byte[] bytes) {
        boolean isTooLong() {
            return bytes == null;
        }

        boolean isBlank() {
            return bytes != null && new String(bytes, StandardCharsets.UTF_8).isBlank();
        }
    }

    /** @return null at the end */
    Line next() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        var line = new ByteArrayOutputStream(256);
        var tooLong = false;
        do {
            var stop = newline();
            tooLong |= line.size() + stop - at > longest;
            if (!tooLong) {
                line.write(chunk, at, stop - at);
            }
            at = stop;
        } while (at == end && fill());
        if (at < end) {
            at++;
        }
        return new Line(tooLong ? null : line.toByteArray());
    }

    private int newline() {
        var i = at;
        while (i < end && chunk[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }
}
