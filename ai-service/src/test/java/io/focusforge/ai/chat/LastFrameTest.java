package io.focusforge.ai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastFrameTest {
    private static final String BEFORE = "data: {}\n\n";

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]\n\n", "data:[DONE]\r\n\r\n", "data: [DONE]\n", "data: [DONE]"})
    void isFoundAtTheEndOfWhatComes(String end) {
        assertThat(LastFrame.lastFrame(Buffer.buffer(end))).isZero();
        assertThat(LastFrame.lastFrame(Buffer.buffer(BEFORE + end))).isEqualTo(BEFORE.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "[DONE]",
                "x[DONE]\n\n",
                "data: {\"content\":\"data: [DONE]\"}\n\n",
                "data: and then [DONE]\n\n"
            })
    void isNotWhatOnlyLooksLikeIt(String text) {
        assertThat(LastFrame.lastFrame(Buffer.buffer(text))).isNegative();
    }

    @Test
    void isNotLookedForBeforeTheEnd() {
        assertThat(LastFrame.lastFrame(Buffer.buffer("data: [DONE]\n\n: bye\n\n")))
                .isNegative();
    }
}
