package io.focusforge.memory.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartTest {
    private static final long LARGE = 100L * 1024 * 1024;
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String HEAD =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.txt\"\r\n\r\n";
    private static final String TAIL =
            "\r\n--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nLarge\r\n--b--\r\n";

    @TempDir
    Path directory;

    private Multipart.Bounds bounds(long atMost, Duration time) {
        return new Multipart.Bounds(directory, atMost, time);
    }

    private static InputStream form(long bytes) {
        return new SequenceInputStream(
                java.util.Collections.enumeration(List.of(text(HEAD), letters(bytes), text(TAIL))));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** So many, of which none is in memory. */
    private static InputStream letters(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                var read = (int) Math.min(left, length);
                java.util.Arrays.fill(into, offset, offset + read, (byte) 'x');
                left -= read;
                return read;
            }
        };
    }

    @Test
    void takesAHundredMegabytesWithoutTakingThemIntoMemory() throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        try (var form = Multipart.read(form(LARGE), TYPE, bounds(LARGE, Duration.ofMinutes(5)));
                var arrival = Arrival.of(form.file().take(), "file", form.file().name())) {
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LARGE / 20);
            assertThat(arrival.bytes()).isEqualTo(LARGE);
            assertThat(form.fields()).containsEntry("title", "Large");
        }
        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void refusesMoreThanIsAllowedAndKeepsNothingOfIt() throws IOException {
        assertThatThrownBy(() -> Multipart.read(form(1001), TYPE, bounds(1000, Duration.ofMinutes(1))))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void givesUpOnWhatComesTooSlowly() throws IOException {
        assertThatThrownBy(() -> Multipart.read(form(100_000), TYPE, bounds(LARGE, Duration.ZERO)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ErrorCode.TIMEOUT));
        assertThat(Files.list(directory)).isEmpty();
    }
}
