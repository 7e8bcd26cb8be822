package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** A message of Anthropic's as a chat completion. What the model thought is not part of its answer. */
final class AnthropicAnswer {
    private AnthropicAnswer() {}

    /** @throws UpstreamFailure when it is no message */
    static Buffer translate(Buffer body, Instant now) {
        var message = Json.parse(body.getBytes())
                .filter(node -> node.path("content").isArray())
                .orElseThrow(() -> new UpstreamFailure(Kind.BROKEN, "the answer is no message"));
        var answer = Json.object()
                .put("id", message.path("id").asText())
                .put("object", "chat.completion")
                .put("created", now.getEpochSecond())
                .put("model", message.path("model").asText());
        var choice = answer.putArray("choices").addObject().put("index", 0);
        choice.set("message", said(message.path("content")));
        choice.putNull("logprobs")
                .put(
                        "finish_reason",
                        AnthropicStop.finishReason(message.path("stop_reason").asText()));
        answer.set("usage", AnthropicUsage.NONE.updated(message.path("usage")).toOpenAi());
        return Json.write(answer);
    }

    private static ObjectNode said(JsonNode content) {
        var text = new StringBuilder();
        var said = Json.object().put("role", "assistant").putNull("content").putNull("refusal");
        for (var block : content) {
            switch (block.path("type").asText()) {
                case "text" -> text.append(block.path("text").asText());
                case "tool_use" -> said.withArray("tool_calls").add(toolCall(block));
                default -> {}
            }
        }
        return text.isEmpty() && said.has("tool_calls") ? said : said.put("content", text.toString());
    }

    private static ObjectNode toolCall(JsonNode use) {
        var call = Json.object().put("id", use.path("id").asText()).put("type", "function");
        call.putObject("function")
                .put("name", use.path("name").asText())
                .put("arguments", Json.text(use.path("input")));
        return call;
    }
}
