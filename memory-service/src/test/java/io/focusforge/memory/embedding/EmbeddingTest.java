package io.focusforge.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.focusforge.memory.testing.WordVectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static final Embedding BOARD = embedding("prepare the board deck");

    @Test
    void isAlikeItself() {
        assertThat(BOARD.similarity(BOARD)).isCloseTo(1, within(1e-5));
    }

    @Test
    void readsLittleEndianFloats() {
        var bytes = new byte[Embedding.DIMENSIONS * 4];
        bytes[2] = (byte) 0x80;
        bytes[3] = 0x3f;
        assertThat(new Embedding(bytes).signature()).isEqualTo("1" + "0".repeat(383));
        assertThat(new Embedding(bytes).similarity(new Embedding(bytes))).isEqualTo(1);
    }

    @Test
    void signsOfSimilarTextsDifferLess() {
        var near = embedding("prepare the board meeting");
        var far = embedding("water some plants");
        assertThat(distance(BOARD, near)).isLessThan(distance(BOARD, far));
        assertThat(Math.cos(Math.PI * distance(BOARD, near) / Embedding.DIMENSIONS))
                .isCloseTo(BOARD.similarity(near), within(0.15));
    }

    @Test
    void refusesAnotherNumberOfDimensions() {
        assertThatThrownBy(() -> new Embedding(new byte[8])).isInstanceOf(IllegalArgumentException.class);
    }

    private static Embedding embedding(String text) {
        return new Embedding(WordVectors.bytes(text));
    }

    private static long distance(Embedding one, Embedding other) {
        var a = one.signature();
        var b = other.signature();
        return IntStream.range(0, a.length())
                .filter(i -> a.charAt(i) != b.charAt(i))
                .count();
    }
}
