package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.util.Map;
import java.util.Set;

/**
 * Writes a request of the Responses API as one for a chat completion. Fields that both have go over as they are, and so do those that
 * neither has: they are the provider's.
 */
final class ChatRequestWriter {
    /** What would need a response that is kept here, or a provider's own machinery. */
    private static final Map<String, String> REFUSED = Map.of(
            "previous_response_id", "responses are not kept here; send the whole conversation as input",
            "conversation",
                    "conversations of the Responses API are not kept here; send the whole conversation as input",
            "background", "responses are not kept here; wait for the answer, or submit a job of type ai.inference",
            "prompt", "prompt templates of OpenAI's platform are not known here; send input and instructions",
            "max_tool_calls", "there are no built-in tools here",
            "top_logprobs", "ask /v1/chat/completions for logprobs");
    /** Said in another way, or of no meaning for a chat completion. */
    private static final Set<String> TRANSLATED = Set.of(
            "input",
            "instructions",
            "max_output_tokens",
            "tools",
            "tool_choice",
            "text",
            "reasoning",
            "store",
            "include",
            "metadata",
            "truncation",
            "stream_options");

    private ChatRequestWriter() {}

    static ObjectNode write(ObjectNode request) {
        REFUSED.forEach((field, why) -> requireAbsent(request, field, why));
        requireStateless(request);
        var chat = RequestJson.newObject();
        request.properties().stream()
                .filter(field -> !TRANSLATED.contains(field.getKey()) && !REFUSED.containsKey(field.getKey()))
                .forEach(field -> chat.set(field.getKey(), field.getValue()));
        chat.set("messages", InputMessages.of(request));
        requirePositive(request.path("max_output_tokens"));
        copy(request.path("max_output_tokens"), chat, "max_completion_tokens");
        copy(request.path("reasoning").path("effort"), chat, "reasoning_effort");
        TextFormat.write(request.path("text"), chat);
        FunctionTools.write(request, chat);
        if (request.path("stream").asBoolean()) {
            chat.putObject("stream_options").put("include_usage", true);
        }
        return chat;
    }

    private static void requireStateless(ObjectNode request) {
        var store = request.path("store");
        if (store.isBoolean() && store.booleanValue()) {
            throw ProblemException.invalid("store", "must be false or left out: responses are not kept here");
        }
        if (request.path("truncation").asText("disabled").equals("auto")) {
            throw ProblemException.invalid("truncation", "must be 'disabled' or left out: input is never cut here");
        }
    }

    private static void requireAbsent(ObjectNode request, String field, String why) {
        var value = request.path(field);
        if (!value.isMissingNode() && !value.isNull() && !isFalse(value)) {
            throw ProblemException.invalid(field, "must be left out: " + why);
        }
    }

    private static void requirePositive(JsonNode most) {
        var isCount = most.isIntegralNumber() && most.canConvertToLong() && most.longValue() > 0;
        if (!isCount && !most.isMissingNode() && !most.isNull()) {
            throw ProblemException.invalid("max_output_tokens", "must be a positive integer");
        }
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    private static void copy(JsonNode value, ObjectNode chat, String field) {
        if (!value.isMissingNode() && !value.isNull()) {
            chat.set(field, value);
        }
    }
}
