package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Tokens as Anthropic counts them: what was written to a cache, or read from one, is not in its input tokens, while OpenAI has all of it
 * in the tokens of the prompt.
 */
record AnthropicUsage(long input, long cacheWrites, long cacheReads, long output) {
    static final AnthropicUsage NONE = new AnthropicUsage(0, 0, 0, 0);

    /** In a stream, later counts replace the earlier ones, and may lack some. */
    AnthropicUsage updated(JsonNode usage) {
        return new AnthropicUsage(
                count(usage, "input_tokens", input),
                count(usage, "cache_creation_input_tokens", cacheWrites),
                count(usage, "cache_read_input_tokens", cacheReads),
                count(usage, "output_tokens", output));
    }

    ObjectNode toOpenAi() {
        var prompt = input + cacheWrites + cacheReads;
        var usage = Json.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", output)
                .put("total_tokens", prompt + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cacheReads);
        return usage;
    }

    private static long count(JsonNode usage, String field, long before) {
        return usage.path(field).isIntegralNumber()
                ? Math.max(0, usage.path(field).asLong())
                : before;
    }
}
