package io.focusforge.ai.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the answers to a call, whole or put together from the chunks of a stream. */
final class AnswerChoice {
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> tools = new ArrayList<>();
    private String finishReason;

    /** A tool that the model wants to be called; its arguments may come in pieces. */
    static final class ToolCall {
        private String id;
        private String name;
        private final StringBuilder arguments = new StringBuilder();

        String id() {
            return id;
        }

        String name() {
            return name;
        }

        String arguments() {
            return arguments.toString();
        }

        private void add(JsonNode call) {
            id = call.path("id").asText(id);
            name = call.at("/function/name").asText(name);
            arguments.append(call.at("/function/arguments").asText(""));
        }
    }

    void add(JsonNode choice) {
        finishReason = choice.path("finish_reason").asText(finishReason);
        var message = choice.has("delta") ? choice.path("delta") : choice.path("message");
        text.append(message.path("content").asText(""))
                .append(choice.path("text").asText(""));
        var at = 0;
        for (var call : message.path("tool_calls")) {
            tool(call.path("index").asInt(at++)).add(call);
        }
    }

    String text() {
        return text.toString();
    }

    List<ToolCall> tools() {
        return tools;
    }

    Optional<String> finishReason() {
        return Optional.ofNullable(finishReason);
    }

    private ToolCall tool(int index) {
        if (index < 0 || index >= tools.size()) {
            tools.add(new ToolCall());
            return tools.getLast();
        }
        return tools.get(index);
    }
}
