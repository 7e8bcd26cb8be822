package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A streamed message of Anthropic's as chunks of a chat completion. Usage is always told, so that the call can be accounted: in a
 * chunk of its own when the client wants one, otherwise within the last chunk.
 */
final class AnthropicStream implements Translation {
    private final boolean includeUsage;
    private final ChunkWriter out;
    private final EventData events = new EventData(this::read);
    private final Map<Integer, Integer> toolOfBlock = new HashMap<>();
    private AnthropicUsage usage = AnthropicUsage.NONE;
    private UpstreamFailure failure;

    AnthropicStream(boolean includeUsage, Instant now) {
        this.includeUsage = includeUsage;
        this.out = new ChunkWriter(now);
    }

    @Override
    public Buffer add(Buffer chunk) {
        try {
            events.add(chunk);
        } catch (UpstreamFailure wrong) {
            failure = wrong;
        }
        return out.take();
    }

    @Override
    public UpstreamFailure failure() {
        return failure;
    }

    @Override
    public Buffer end() {
        return NOTHING;
    }

    private void read(byte[] data) {
        var event = Json.parse(data).orElseThrow(() -> new UpstreamFailure(Kind.BROKEN, "an event is no JSON object"));
        switch (event.path("type").asText()) {
            case "message_start" -> begins(event.path("message"));
            case "content_block_start" -> blockBegins(event.path("index").asInt(), event.path("content_block"));
            case "content_block_delta" -> blockGoesOn(event.path("index").asInt(), event.path("delta"));
            case "message_delta" -> ends(event);
            case "message_stop" -> out.done();
            case "error" -> throw AnthropicErrors.inStream(event.path("error"));
            default -> out.atWork();
        }
    }

    private void begins(JsonNode message) {
        usage = usage.updated(message.path("usage"));
        out.begin(message);
    }

    private void blockBegins(int index, JsonNode block) {
        switch (block.path("type").asText()) {
            case "tool_use" -> {
                toolOfBlock.put(index, toolOfBlock.size());
                out.toolBegins(toolOfBlock.get(index), block);
            }
            case "text" -> out.text(block.path("text").asText());
            default -> out.atWork();
        }
    }

    private void blockGoesOn(int index, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> out.text(delta.path("text").asText());
            case "input_json_delta" ->
                toolGoesOn(index, delta.path("partial_json").asText());
            default -> out.atWork();
        }
    }

    /** A tool that the provider runs itself is nothing for the client. */
    private void toolGoesOn(int index, String arguments) {
        if (toolOfBlock.containsKey(index)) {
            out.toolGoesOn(toolOfBlock.get(index), arguments);
        } else {
            out.atWork();
        }
    }

    private void ends(JsonNode event) {
        usage = usage.updated(event.path("usage"));
        var reason = event.path("delta").path("stop_reason");
        if (reason.isTextual()) {
            out.finish(AnthropicStop.finishReason(reason.asText()), usage.toOpenAi(), includeUsage);
        }
    }
}
