package io.focusforge.ai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatPipelineTest {
    private final List<String> passed = new ArrayList<>();
    private final WholeBody client = new WholeBody();
    private final ChatModel model = (call, sink) -> {
        passed.add("model");
        sink.write(Buffer.buffer("of the model"));
    };

    @Test
    void layersComeInTheirOrderAndSeeTheEnd() {
        ChatPipeline.around(model, List.of(layer("limits"), layer("cache"))).answer(null, client);
        assertThat(passed).containsExactly("limits", "cache", "model", "cache ends", "limits ends");
        assertThat(client.body()).hasToString("of the model");
    }

    @Test
    void aLayerCanAnswerByItself() {
        ChatLayer cache = (call, sink, inner) -> sink.write(Buffer.buffer("of the cache"));
        ChatPipeline.around(model, List.of(layer("limits"), cache)).answer(null, client);
        assertThat(passed).containsExactly("limits", "limits ends");
        assertThat(client.body()).hasToString("of the cache");
    }

    private ChatLayer layer(String name) {
        return (call, sink, inner) -> {
            passed.add(name);
            inner.answer(call, sink);
            passed.add(name + " ends");
        };
    }
}
