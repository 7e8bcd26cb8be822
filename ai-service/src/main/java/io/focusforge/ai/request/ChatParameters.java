package io.focusforge.ai.request;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;

/**
 * The parameters of a chat or text completion and what they may be, after OpenAI's reference
 * (OpenAI API reference, "Create chat completion"). Others are the provider's business.
 */
public final class ChatParameters {
    private static final long MOST_TOKENS = 10_000_000;
    private static final int MOST_CHOICES = 128;
    private static final int MOST_LOGPROBS = 20;
    private static final int MOST_BIAS = 100;
    private static final int MOST_BIASED = 10_000;
    private static final int MOST_TOOLS = 1_024;
    private static final int MOST_STOPS = 64;
    private static final int LONGEST_USER = 512;
    private static final Rule TOKENS = Rule.integer(1, MOST_TOKENS).orNull();
    private static final Rule PENALTY = Rule.number(-2, 2).orNull();
    private static final Rule CHOICES = Rule.integer(1, MOST_CHOICES).orNull();

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("temperature", Rule.number(0, 2).orNull()),
            Map.entry("top_p", Rule.number(0, 1).orNull()),
            Map.entry("n", CHOICES),
            Map.entry("best_of", CHOICES),
            Map.entry("max_tokens", TOKENS),
            Map.entry("max_completion_tokens", TOKENS),
            Map.entry("presence_penalty", PENALTY),
            Map.entry("frequency_penalty", PENALTY),
            Map.entry("top_logprobs", Rule.integer(0, MOST_LOGPROBS).orNull()),
            Map.entry("seed", Rule.integer(Long.MIN_VALUE, Long.MAX_VALUE).orNull()),
            Map.entry(
                    "stop",
                    Rule.stringOr(Rule.arrayOf(Rule.string(), MOST_STOPS)).orNull()),
            Map.entry(
                    "logit_bias",
                    Rule.mapOf(Rule.number(-MOST_BIAS, MOST_BIAS), MOST_BIASED).orNull()),
            Map.entry("tools", Rule.arrayOf(Rule.object(), MOST_TOOLS).orNull()),
            Map.entry("tool_choice", Rule.stringOr(Rule.object()).orNull()),
            Map.entry("parallel_tool_calls", Rule.bool().orNull()),
            Map.entry("response_format", Rule.object().orNull()),
            Map.entry("user", Rule.string(LONGEST_USER).orNull()));
    private static final Rule ANYTHING = (field, json) -> json.skipChildren();

    private ChatParameters() {}

    /** The parser stands at the field's value, and is left at its end. */
    public static void check(String field, JsonParser json) throws IOException {
        RULES.getOrDefault(field, ANYTHING).check(field, json);
    }
}
