package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCodecTest {
    private static final String GENERATION = "0123456789abcdef";
    private static final int LONGEST = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 5_000, LONGEST})
    void givesBackWhatWasKept(int length) {
        var random = new byte[length];
        new Random(length).nextBytes(random);
        assertSame(random);
        assertSame("data: {\"a\":1}\n\n".repeat(length / 16).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isSmallerWhereThatPays() {
        var stream = answer("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"
                .repeat(100)
                .getBytes(StandardCharsets.UTF_8));
        assertThat(AnswerCodec.encode(stream, GENERATION)).hasSizeLessThan(stream.body().length / 4);
    }

    @Test
    void readsNothingOfWhatIsBroken() {
        var entry = AnswerCodec.encode(answer(new byte[5_000]), GENERATION);
        assertThat(AnswerCodec.decode(Arrays.copyOf(entry, entry.length - 9), LONGEST))
                .isEmpty();
        assertThat(AnswerCodec.decode(Arrays.copyOf(entry, 10), LONGEST)).isEmpty();
        entry[AnswerCodec.GENERATION] = 77;
        assertThat(AnswerCodec.decode(entry, LONGEST)).isEmpty();
    }

    private static void assertSame(byte[] body) {
        var answer = answer(body);
        var read = AnswerCodec.decode(AnswerCodec.encode(answer, GENERATION), LONGEST)
                .orElseThrow();
        assertThat(read.body()).isEqualTo(body);
        assertThat(read.origin()).isEqualTo(answer.origin());
        assertThat(read.keptAt()).isEqualTo(answer.keptAt());
        assertThat(read.expiresAt()).isEqualTo(answer.expiresAt());
    }

    private static KeptAnswer answer(byte[] body) {
        return new KeptAnswer(body, new Origin("openai", "gpt-5", 11, 3), 1_000, 2_000);
    }
}
