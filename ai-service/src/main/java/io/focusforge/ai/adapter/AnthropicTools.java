package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ProblemException;

/** The tools that a model may call, and whether it must. */
final class AnthropicTools {
    private AnthropicTools() {}

    static void translate(JsonNode from, ObjectNode to) {
        var tools = from.path("tools");
        if (tools.isEmpty()) {
            return;
        }
        var translated = to.putArray("tools");
        for (var i = 0; i < tools.size(); i++) {
            translated.add(tool(tools.get(i), "tools[" + i + "]"));
        }
        var choice = choice(from.path("tool_choice"));
        if (!from.path("parallel_tool_calls").asBoolean(true)
                && !choice.path("type").asText().equals("none")) {
            choice.put("disable_parallel_tool_use", true);
        }
        to.set("tool_choice", choice);
    }

    private static ObjectNode tool(JsonNode tool, String field) {
        var function = tool.path("function");
        if (!tool.path("type").asText().equals("function")
                || !function.path("name").isTextual()) {
            throw ProblemException.invalid(field, "must be a function with a name for this model");
        }
        var translated = Json.object().put("name", function.path("name").asText());
        if (function.path("description").isTextual()) {
            translated.set("description", function.get("description"));
        }
        if (function.path("strict").asBoolean(false)) {
            translated.put("strict", true);
        }
        var parameters = function.path("parameters");
        translated.set(
                "input_schema",
                parameters.isObject() ? parameters : Json.object().put("type", "object"));
        return translated;
    }

    private static ObjectNode choice(JsonNode choice) {
        if (choice.isObject()) {
            var name = choice.path("function").path("name");
            if (!name.isTextual()) {
                throw ProblemException.invalid("tool_choice", "must name a function for this model");
            }
            return Json.object().put("type", "tool").put("name", name.asText());
        }
        return Json.object()
                .put(
                        "type",
                        switch (choice.asText("auto")) {
                            case "required" -> "any";
                            case "none" -> "none";
                            default -> "auto";
                        });
    }
}
