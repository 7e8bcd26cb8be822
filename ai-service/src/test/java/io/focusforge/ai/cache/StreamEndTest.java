package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEndTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[]}\n\ndata: [DONE]\n\n",
                "data:{}\r\n\r\ndata:[DONE]\r\n\r\n",
                ": hello\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"data: {\\\"error\\\":1}\"}}]}\n\ndata: [DONE]"
            })
    void takesAWholeStream(String stream) {
        assertThat(isClean(stream)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data: {\"choices\":[]}\n\n",
                "data: {\"choices\":[]}\n\ndata: [DO",
                "data: {\"content\":\"data: [DONE]\"}\n\n",
                "data: {\"error\":{\"code\":\"timeout\"}}\n\ndata: [DONE]\n\n",
                "event: error\ndata: {}\n\ndata: [DONE]\n\n",
                "data: [DONE]\n\ndata: {\"more\":1}\n\n"
            })
    void refusesWhatBrokeOffOrFailed(String stream) {
        assertThat(isClean(stream)).isFalse();
    }

    private static boolean isClean(String stream) {
        return StreamEnd.isClean(stream.getBytes(StandardCharsets.UTF_8));
    }
}
