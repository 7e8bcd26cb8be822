package io.focusforge.ai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.provider.UpstreamFailure;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseFramesTest {
    private final List<String> read = new ArrayList<>();
    private final SseFrames frames = new SseFrames((bytes, from, to) -> {
        var data = new String(bytes, from, to - from, UTF_8).strip();
        read.add(data);
        return !data.equals("stop");
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: ä\n\nevent: x\ndata:b\n\n: c\n\ndata: d\n\n",
                "data: ä\r\n\r\nevent: x\r\ndata:b\r\n\r\n: c\r\n\r\ndata: d\r\n\r\n"
            })
    void handsOnWholeFramesHoweverTheyAreCut(String stream) {
        var bytes = stream.getBytes(UTF_8);
        for (var size = 1; size <= bytes.length; size++) {
            read.clear();
            var handedOn = Buffer.buffer();
            for (var from = 0; from < bytes.length; from += size) {
                var whole = add(Buffer.buffer(bytes).getBuffer(from, Math.min(bytes.length, from + size)));
                assertThat(whole.length() == 0 || whole.toString().strip().length() <= whole.length() - 2)
                        .isTrue();
                handedOn.appendBuffer(whole);
            }
            assertThat(handedOn.toString()).isEqualTo(stream);
            assertThat(read).containsExactly("ä", "b", "d");
        }
    }

    @Test
    void keepsBackHalfAFrame() {
        assertThat(add("data: a\n\ndata: {\"b")).isEqualTo("data: a\n\n");
        assertThat(frames.rest()).isEqualTo("data: {\"b");
        assertThat(add("\"}\n\n")).isEqualTo("data: {\"b\"}\n\n");
        assertThat(frames.rest()).isEmpty();
    }

    @Test
    void stopsBeforeTheFrameThatIsNotToBeHandedOn() {
        assertThat(add("data: a\n\nevent: error\ndata: stop\n\ndata: c\n\n")).isEqualTo("data: a\n\n");
        assertThat(read).containsExactly("a", "stop");
    }

    @Test
    void aFrameOfAMegabytePassesAndOneWithoutEndDoesNot() {
        var big = "data: " + "x".repeat(1024 * 1024) + "\n\n";
        assertThat(add(big)).isEqualTo(big);
        assertThatThrownBy(() -> add("data: " + "x".repeat(SseFrames.LONGEST_FRAME)))
                .isInstanceOf(UpstreamFailure.class);
    }

    private String add(String chunk) {
        return add(Buffer.buffer(chunk)).toString();
    }

    private Buffer add(Buffer chunk) {
        return frames.add(chunk);
    }
}
