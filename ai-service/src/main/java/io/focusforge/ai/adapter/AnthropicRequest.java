package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Set;

/**
 * A chat completion as a request to Anthropic's Messages API (its API reference, "Messages"). Parameters that
 * steer only how a text is drawn, and that are not known there, are left out; those without which the answer would not be what was
 * asked for are refused; a field that OpenAI does not know either goes on as it is.
 *
 * @param includeUsage whether the client wants the usage at the end of a stream
 */
record AnthropicRequest(Buffer body, boolean includeUsage) {
    /** Read by name below, or of no use there. */
    private static final Set<String> NOT_PASSED = Set.of(
            "messages",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "max_tokens",
            "max_completion_tokens",
            "stop",
            "temperature",
            "stream_options",
            "response_format",
            "user",
            "safety_identifier",
            "metadata",
            "n",
            "frequency_penalty",
            "presence_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "seed",
            "store",
            "service_tier",
            "reasoning_effort",
            "verbosity",
            "prediction",
            "prompt_cache_key",
            "modalities");

    private static final Set<String> REFUSED = Set.of("functions", "function_call", "audio", "web_search_options");
    private static final BigDecimal HOTTEST = BigDecimal.ONE;
    private static final String ONLY_JSON = "Answer with one JSON object and nothing else.";

    /** @param maxTokens asked for when the caller sets no bound, which Anthropic demands */
    static AnthropicRequest of(Buffer openAi, int maxTokens) {
        var from = Json.parse(openAi.getBytes())
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8."));
        refuseWhatCannotBe(from);
        var to = Json.object();
        from.properties().stream()
                .filter(field -> !NOT_PASSED.contains(field.getKey()))
                .forEach(field -> to.set(field.getKey(), field.getValue()));
        AnthropicMessages.translate(from.path("messages"), to);
        AnthropicTools.translate(from, to);
        parameters(from, to, maxTokens);
        format(from.path("response_format"), to);
        return new AnthropicRequest(
                Json.write(to),
                from.path("stream_options").path("include_usage").asBoolean(false));
    }

    private static void refuseWhatCannotBe(ObjectNode from) {
        REFUSED.stream().filter(from::hasNonNull).findFirst().ifPresent(field -> {
            throw ProblemException.invalid(field, "cannot be asked of this model");
        });
        if (from.path("n").asInt(1) != 1) {
            throw ProblemException.invalid("n", "must be 1 for this model");
        }
        if (from.path("logprobs").asBoolean(false)) {
            throw ProblemException.invalid("logprobs", "cannot be asked of this model");
        }
    }

    private static void parameters(JsonNode from, ObjectNode to, int maxTokens) {
        var asked = from.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        to.put("max_tokens", from.path(asked).asInt(maxTokens));
        if (from.path("temperature").isNumber()) {
            to.put("temperature", from.path("temperature").decimalValue().min(HOTTEST));
        }
        var stop = from.path("stop");
        if (stop.isTextual()) {
            to.putArray("stop_sequences").add(stop);
        } else if (stop.isArray()) {
            to.set("stop_sequences", stop);
        }
        var user = from.hasNonNull("safety_identifier") ? from.path("safety_identifier") : from.path("user");
        if (user.isTextual()) {
            to.putObject("metadata").set("user_id", user);
        }
    }

    private static void format(JsonNode format, ObjectNode to) {
        switch (format.path("type").asText("text")) {
            case "text" -> {}
            case "json_schema" ->
                to.putObject("output_config")
                        .putObject("format")
                        .put("type", "json_schema")
                        .set("schema", format.path("json_schema").path("schema"));
            case "json_object" ->
                to.withArray("system").addObject().put("type", "text").put("text", ONLY_JSON);
            default ->
                throw ProblemException.invalid("response_format.type", "must be text, json_object or json_schema");
        }
    }
}
