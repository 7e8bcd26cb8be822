package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.util.List;

/** Tools and the choice among them. Functions only: what a provider does by itself has no counterpart in a chat completion. */
final class FunctionTools {
    private static final List<String> FUNCTION_FIELDS = List.of("name", "description", "parameters", "strict");

    private FunctionTools() {}

    static void write(ObjectNode request, ObjectNode chat) {
        var tools = request.path("tools");
        if (!tools.isMissingNode() && !tools.isNull() && !tools.isArray()) {
            throw ProblemException.invalid("tools", "must be an array");
        }
        if (!tools.isEmpty()) {
            var functions = chat.putArray("tools");
            for (var i = 0; i < tools.size(); i++) {
                functions.add(function("tools[%d]".formatted(i), tools.get(i)));
            }
        }
        writeChoice(request.path("tool_choice"), chat);
    }

    private static ObjectNode function(String field, JsonNode tool) {
        if (!tool.path("type").asText().equals("function")) {
            throw ProblemException.invalid(field + ".type", "must be function: there are no built-in tools here");
        }
        if (!tool.path("name").isTextual()) {
            throw ProblemException.invalid(field + ".name", "is missing");
        }
        var function = RequestJson.newObject().put("type", "function");
        Fields.copy(tool, function.putObject("function"), FUNCTION_FIELDS);
        return function;
    }

    private static void writeChoice(JsonNode choice, ObjectNode chat) {
        if (choice.isTextual()) {
            chat.set("tool_choice", choice);
        } else if (choice.path("type").asText().equals("function")) {
            chat.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .set("name", choice.path("name"));
        } else if (!choice.isMissingNode() && !choice.isNull()) {
            throw ProblemException.invalid("tool_choice", "must be auto, none, required, or a function");
        }
    }
}
