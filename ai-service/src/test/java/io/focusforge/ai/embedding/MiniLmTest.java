package io.focusforge.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MiniLmTest {
    /** The first numbers that langchain4j's own model, as it ships, gives for this text. */
    private static final String TEXT = "Prepare the Q3 board deck";

    private static final float[] GOLDEN = {
        -0.038010027f,
        0.003649029f,
        -0.06584758f,
        0.0010385831f,
        -0.063389964f,
        0.005428556f,
        0.003476177f,
        0.008360691f
    };

    private static MiniLm model;

    @BeforeAll
    static void load() {
        model = MiniLm.load(ModelFiles.in(Optional.empty()));
    }

    @Test
    void givesTheVectorThatTheModelIsKnownFor() {
        var embedding = model.encode(TEXT);
        assertThat(embedding.vector()).hasSize(384);
        for (var i = 0; i < GOLDEN.length; i++) {
            assertThat(embedding.vector()[i]).isCloseTo(GOLDEN[i], within(1e-4f));
        }
        assertThat(embedding.tokens()).isEqualTo(6);
    }

    @Test
    void vectorsHaveLengthOne() {
        assertThat(similarity(TEXT, TEXT)).isCloseTo(1, within(1e-5));
    }

    @Test
    void similarMeaningsAreCloserThanOthers() {
        var same = similarity("How do I reset my password?", "I forgot my login credentials");
        var other = similarity("How do I reset my password?", "The cake needs forty minutes in the oven");
        assertThat(same).isGreaterThan(0.3);
        assertThat(other).isLessThan(0.15);
    }

    @Test
    void readsALongTextToItsEnd() {
        var start = "The board deck needs numbers from finance. ".repeat(60);
        var cats = model.encode(start + "Cats like fish and sleep all day long. ".repeat(20));
        var cars = model.encode(start + "Engines burn fuel and drive the wheels. ".repeat(20));
        assertThat(cats.vector()).isNotEqualTo(cars.vector());
        assertThat(cats.tokens()).isGreaterThan(510);
    }

    @Test
    void takesAnyCharacters() {
        for (var text : new String[] {"x\u0000", "\ud800 alone", "日本語のテキスト", "🙂🙃", "​x", "a".repeat(8192)}) {
            assertThat(model.encode(text).vector()).hasSize(384).doesNotContain(Float.NaN);
        }
    }

    @Test
    void readsALongTextWithoutSpacesToItsEnd() {
        assertThat(model.encode("猫は魚が好きです。".repeat(150)).tokens()).isGreaterThan(1000);
        assertThat(model.encode("🙂".repeat(3000)).vector()).hasSize(384).doesNotContain(Float.NaN);
    }

    @Test
    void refusesATextWithNothingToRead() {
        assertThatThrownBy(() -> model.encode("\u200b\u0001")).isInstanceOf(IllegalArgumentException.class);
    }

    private static double similarity(String a, String b) {
        var x = model.encode(a).vector();
        var y = model.encode(b).vector();
        var sum = 0.0;
        for (var i = 0; i < x.length; i++) {
            sum += (double) x[i] * y[i];
        }
        return sum;
    }
}
