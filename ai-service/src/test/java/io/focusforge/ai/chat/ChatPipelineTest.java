package io.focusforge.ai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatPipelineTest {
    private final List<String> passed = new ArrayList<>();
    private final WholeBody client = new WholeBody();
    private final ChatModel model = (call, sink) -> {
        passed.add("model");
        sink.write(Buffer.buffer("of the model"));
        return Future.succeededFuture();
    };

    @Test
    void layersComeInTheirOrderAndSeeTheEnd() {
        ChatPipeline.around(model, List.of(layer("limits"), layer("cache"))).answer(null, client);
        assertThat(passed).containsExactly("limits", "cache", "model", "cache ends", "limits ends");
        assertThat(client.body()).hasToString("of the model");
    }

    @Test
    void aLayerCanAnswerByItself() {
        ChatLayer cache = (call, sink, inner) -> {
            sink.write(Buffer.buffer("of the cache"));
            return Future.succeededFuture();
        };
        ChatPipeline.around(model, List.of(layer("limits"), cache)).answer(null, client);
        assertThat(passed).containsExactly("limits", "limits ends");
        assertThat(client.body()).hasToString("of the cache");
    }

    @Test
    void whatALayerThrowsIsTheFailureOfTheCallAndSeenByThoseAroundIt() {
        var wrong = new AssertionError("wrong");
        ChatLayer broken = (call, sink, inner) -> {
            throw wrong;
        };
        var ended = ChatPipeline.around(model, List.of(layer("limits"), broken)).answer(null, client);
        assertThat(ended.cause()).isSameAs(wrong);
        assertThat(passed).containsExactly("limits", "limits ends");
    }

    @Test
    void headersComeBeforeTheFirstByteWhoeverWritesIt() {
        var sent = new ArrayList<String>();
        var report = new CallReport((name, value) -> sent.add(client.hasBegun() ? "late" : name), Instant.EPOCH);
        var headed = new HeadedSink(report, client);
        headed.write(Buffer.buffer("of a cache"));
        headed.write(Buffer.buffer("more"));
        assertThat(sent).containsExactly("x-focusforge-attempts", "x-focusforge-overhead-ms", "x-focusforge-cost");
    }

    @Test
    void whatComesAfterAnAttemptGoesNowhere() {
        var attempt = new AttemptSink(null, null, client);
        attempt.write(Buffer.buffer("in time"));
        attempt.close();
        attempt.write(Buffer.buffer("late"));
        assertThat(client.body()).hasToString("in time");
    }

    private ChatLayer layer(String name) {
        return (call, sink, inner) -> {
            passed.add(name);
            return inner.answer(call, sink).andThen(ended -> passed.add(name + " ends"));
        };
    }
}
