package io.focusforge.ai.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicStreamTest {
    private static final String START = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"sonnet-x",\
            "stop_reason":null,"usage":{"input_tokens":25,"cache_read_input_tokens":100,"output_tokens":1}}}

            """;
    private static final String TEXT = START + """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: ping
            data: {"type": "ping"}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüß"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" dich"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"output_tokens":15}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    private static final String TOOLS = START + """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"secretly"}}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"city\\""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":\\"Rome\\"}"}}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_2","name":"now","input":{}}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":40}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private final AnthropicStream stream = new AnthropicStream(true, Instant.ofEpochSecond(7));

    @Test
    void textComesAsChunksOfACompletion() {
        var chunks = chunks(stream.add(Buffer.buffer(TEXT)));
        assertThat(chunks.getFirst()).isEqualTo(new JsonObject("""
                {"id":"msg_1","object":"chat.completion.chunk","created":7,"model":"sonnet-x",
                 "choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"""));
        assertThat(chunks.subList(1, 3).stream().map(AnthropicStreamTest::delta))
                .containsExactly(new JsonObject("{\"content\":\"Grüß\"}"), new JsonObject("{\"content\":\" dich\"}"));
        assertThat(choice(chunks.get(3)).getString("finish_reason")).isEqualTo("length");
        assertThat(chunks.get(3).containsKey("usage")).isFalse();
        assertThat(chunks.get(4).getJsonArray("choices")).isEmpty();
        assertThat(chunks.get(4).getJsonObject("usage")).isEqualTo(new JsonObject("""
                {"prompt_tokens":125,"completion_tokens":15,"total_tokens":140,"prompt_tokens_details":{"cached_tokens":100}}"""));
        assertThat(chunks).hasSize(5);
    }

    @Test
    void endsAsOpenAiEndsAndSaysThatItIsAtWorkMeanwhile() {
        assertThat(stream.add(Buffer.buffer(TEXT)).toString())
                .contains("\n\n: at work\n\n")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void callsOfToolsComePieceByPieceAndThoughtsDoNot() {
        var out = stream.add(Buffer.buffer(TOOLS));
        assertThat(out.toString()).doesNotContain("secretly");
        var calls = chunks(out).stream()
                .map(AnthropicStreamTest::delta)
                .filter(delta -> delta.containsKey("tool_calls"))
                .map(delta -> delta.getJsonArray("tool_calls").getJsonObject(0).encode())
                .toList();
        assertThat(calls)
                .containsExactly(
                        "{\"index\":0,\"id\":\"toolu_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}",
                        "{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\"\"}}",
                        "{\"index\":0,\"function\":{\"arguments\":\":\\\"Rome\\\"}\"}}",
                        "{\"index\":1,\"id\":\"toolu_2\",\"type\":\"function\",\"function\":{\"name\":\"now\",\"arguments\":\"\"}}");
        assertThat(out.toString()).contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void itDoesNotMatterHowTheStreamIsCut() {
        var whole = new AnthropicStream(true, Instant.ofEpochSecond(7)).add(Buffer.buffer(TEXT.replace("\n", "\r\n")));
        var pieces = Buffer.buffer();
        for (var one : TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            pieces.appendBuffer(stream.add(Buffer.buffer(new byte[] {one})));
        }
        assertThat(pieces.toString()).isEqualTo(whole.toString());
    }

    @Test
    void theLastChunkHasTheUsageWhenTheClientWantsNoChunkOfItsOwn() {
        var chunks = chunks(new AnthropicStream(false, Instant.EPOCH).add(Buffer.buffer(TEXT)));
        assertThat(chunks.getLast().getJsonObject("usage").getInteger("completion_tokens"))
                .isEqualTo(15);
        assertThat(choice(chunks.getLast()).getString("finish_reason")).isEqualTo("length");
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OVERLOADED",
        "rate_limit_error, RATE_LIMITED",
        "invalid_request_error, REFUSED",
        "authentication_error, MISCONFIGURED",
        "timeout_error, SLOW",
        "api_error, SERVER_ERROR",
        "something_new, SERVER_ERROR",
    })
    void anErrorInTheStreamIsOneOfOurs(String type, Kind kind) {
        stream.add(Buffer.buffer(START));
        assertFails(
                "data: {\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"x\"}}\n\n".formatted(type), kind);
    }

    @Test
    void whatCameBeforeAnErrorIsHandedOn() {
        var out = stream.add(Buffer.buffer(TEXT.substring(0, TEXT.indexOf("event: message_delta")) + "data: {}x\n\n"));
        assertThat(out.toString()).contains("Grüß", " dich");
        assertThat(stream.failure().kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void refusesWhatIsNoStreamOfAMessage() {
        assertFails("data: <html>\n\n", Kind.BROKEN);
        assertFails(
                "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}\n\n",
                Kind.BROKEN);
        assertFails("data: " + "x".repeat(EventData.LONGEST), Kind.BROKEN);
    }

    private void assertFails(String events, Kind kind) {
        stream.add(Buffer.buffer(events));
        assertThat(stream.failure().kind()).isEqualTo(kind);
    }

    private static List<JsonObject> chunks(Buffer out) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new JsonObject(line.substring("data: ".length())))
                .toList();
    }

    private static JsonObject choice(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject delta(JsonObject chunk) {
        return chunk.getJsonArray("choices").isEmpty()
                ? new JsonObject()
                : choice(chunk).getJsonObject("delta");
    }
}
