package io.focusforge.ai.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.provider.UpstreamFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicAnswerTest {
    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"sonnet-x","content":[%s],"stop_reason":"%s",
             "usage":{"input_tokens":10,"cache_creation_input_tokens":5,"cache_read_input_tokens":20,"output_tokens":3}}""";

    @Test
    void textAndToolsBecomeOneMessage() {
        var answer = translate("""
                {"type":"thinking","thinking":"secretly"},{"type":"text","text":"Let me "},{"type":"text","text":"see."},
                {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Rome"}}""", "tool_use");
        assertThat(answer).isEqualTo(new JsonObject("""
                {"id":"msg_1","object":"chat.completion","created":7,"model":"sonnet-x","choices":[{"index":0,
                 "message":{"role":"assistant","content":"Let me see.","refusal":null,"tool_calls":[
                   {"id":"toolu_1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]},
                 "logprobs":null,"finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":35,"completion_tokens":3,"total_tokens":38,"prompt_tokens_details":{"cached_tokens":20}}}"""));
    }

    @Test
    void aCallOfAToolAloneHasNoText() {
        var answer = translate("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"now\",\"input\":{}}", "tool_use");
        var message = answer.getJsonArray("choices").getJsonObject(0).getJsonObject("message");
        assertThat(message.containsKey("content")).isTrue();
        assertThat(message.getValue("content")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, stop",
        "stop_sequence, stop",
        "pause_turn, stop",
        "max_tokens, length",
        "model_context_window_exceeded, length",
        "tool_use, tool_calls",
        "refusal, content_filter",
    })
    void saysWhyItEndedInOpenAisWords(String reason, String finish) {
        var choice = translate("", reason).getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getString("finish_reason")).isEqualTo(finish);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"content\":\"x\"}", "{\"content\":[]} x"})
    void refusesWhatIsNoMessage(String body) {
        assertThatThrownBy(() -> AnthropicAnswer.translate(Buffer.buffer(body), Instant.EPOCH))
                .isInstanceOf(UpstreamFailure.class);
    }

    private static JsonObject translate(String blocks, String reason) {
        return AnthropicAnswer.translate(Buffer.buffer(MESSAGE.formatted(blocks, reason)), Instant.ofEpochSecond(7))
                .toJsonObject();
    }
}
