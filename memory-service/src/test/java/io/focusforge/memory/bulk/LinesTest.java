package io.focusforge.memory.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static List<String> read(InputStream in, int longest) throws IOException {
        var lines = new Lines(in, longest);
        var all = new ArrayList<String>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            all.add(line.isTooLong() ? "too long" : new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsLinesWithAndWithoutAnEnd() throws IOException {
        assertThat(read(of("one\n\ntwo\nthree"), 100)).containsExactly("one", "", "two", "three");
        assertThat(read(of("one\n"), 100)).containsExactly("one");
        assertThat(read(of(""), 100)).isEmpty();
    }

    @Test
    void goesOnAfterALineThatIsTooLong() throws IOException {
        var long40k = "x".repeat(40_000);
        assertThat(read(of("a\n" + long40k + "\nb"), 20_000)).containsExactly("a", "too long", "b");
        assertThat(read(of(long40k + "\n" + long40k), 40_000)).containsExactly(long40k, long40k);
    }

    @Test
    void takesAStreamThatComesInDribs() throws IOException {
        var dribs = new InputStream() {
            private final InputStream in = of("first\nsecond\n");

            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                return in.read(to, from, Math.min(length, 2));
            }
        };
        assertThat(read(dribs, 100)).containsExactly("first", "second");
    }
}
