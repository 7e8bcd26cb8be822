package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import java.util.List;

/** A response before the model has said anything: its name, and what was asked for. */
final class ResponseTemplate {
    private static final List<String> ECHOED = List.of(
            "instructions",
            "max_output_tokens",
            "metadata",
            "model",
            "parallel_tool_calls",
            "reasoning",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_p",
            "user");

    private final ObjectNode template;

    ResponseTemplate(ObjectNode request, String id, long created) {
        template = defaults(id, created);
        Fields.copy(request, template, ECHOED);
        if (!template.path("text").has("format") && template.path("text") instanceof ObjectNode text) {
            text.putObject("format").put("type", "text");
        }
    }

    String id() {
        return template.path("id").asText();
    }

    ObjectNode withStatus(String status) {
        var response = template.deepCopy().put("status", status);
        response.putArray("output");
        return response;
    }

    private static ObjectNode defaults(String id, long created) {
        var response = RequestJson.newObject()
                .put("id", id)
                .put("object", "response")
                .put("created_at", created)
                .put("background", false)
                .put("parallel_tool_calls", true)
                .put("store", false)
                .put("tool_choice", "auto")
                .put("truncation", "disabled");
        response.putArray("tools");
        response.putObject("metadata");
        response.putObject("text");
        List.of(
                        "error",
                        "incomplete_details",
                        "instructions",
                        "max_output_tokens",
                        "previous_response_id",
                        "reasoning",
                        "temperature",
                        "top_p",
                        "usage")
                .forEach(response::putNull);
        return response;
    }

    /** @return null when the model counted nothing */
    static ObjectNode usage(JsonNode usage) {
        if (!usage.path("prompt_tokens").isIntegralNumber()) {
            return null;
        }
        var input = usage.path("prompt_tokens").asLong();
        var output = usage.path("completion_tokens").asLong();
        var written = RequestJson.newObject().put("input_tokens", input);
        written.putObject("input_tokens_details")
                .put(
                        "cached_tokens",
                        usage.path("prompt_tokens_details")
                                .path("cached_tokens")
                                .asLong());
        written.put("output_tokens", output)
                .putObject("output_tokens_details")
                .put(
                        "reasoning_tokens",
                        usage.path("completion_tokens_details")
                                .path("reasoning_tokens")
                                .asLong());
        return written.put("total_tokens", input + output);
    }
}
