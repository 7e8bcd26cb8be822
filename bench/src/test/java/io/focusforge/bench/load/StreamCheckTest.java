package io.focusforge.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamCheckTest {
    private static final String END = "data: {\"choices\":[{\"delta\":{}}]}\n\ndata: [DONE]\n\n";

    @Test
    void framesMayBeCutAnywhere() {
        var stream = frame(0) + ": keep-alive\n\n" + frame(1) + frame(2) + END;
        for (var length = 1; length <= stream.length(); length++) {
            var check = new StreamCheck();
            for (var from = 0; from < stream.length(); from += length) {
                check.add(stream.substring(from, Math.min(stream.length(), from + length)));
            }
            assertThat(check.isWhole(3)).as("in pieces of %d", length).isTrue();
        }
    }

    @Test
    void aMissingFrameIsSeen() {
        assertThat(read(frame(0), frame(2)).isInOrder()).isFalse();
        assertThat(read(frame(0), frame(1), END).isWhole(3)).isFalse();
    }

    @Test
    void aFrameTwiceOrInTheWrongPlaceIsSeen() {
        assertThat(read(frame(0), frame(0)).isInOrder()).isFalse();
        assertThat(read(frame(1), frame(0)).isInOrder()).isFalse();
        assertThat(read(frame(0), END, frame(1)).isInOrder()).isFalse();
    }

    @Test
    void aStreamThatBreaksOffIsNotWhole() {
        assertThat(read(frame(0), frame(1)).isWhole(2)).isFalse();
        assertThat(read(frame(0), frame(1), END, "data: {\"err").isWhole(2)).isFalse();
    }

    @Test
    void numbersOfSeveralDigitsAreTold() {
        var frames = IntStream.range(0, 64).mapToObj(StreamCheckTest::frame).toArray(String[]::new);
        assertThat(read(String.join("", frames), END).isWhole(64)).isTrue();
    }

    private static StreamCheck read(String... chunks) {
        var check = new StreamCheck();
        for (var chunk : chunks) {
            check.add(chunk);
        }
        return check;
    }

    private static String frame(int number) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"%d \"}}]}\n\n".formatted(number);
    }
}
