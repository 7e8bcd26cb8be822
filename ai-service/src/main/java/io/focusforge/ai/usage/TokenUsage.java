package io.focusforge.ai.usage;

/**
 * Tokens of one call. What a provider says beyond reason is brought within it.
 *
 * @param cached those of the prompt that the provider had in its cache
 * @param estimated when the provider did not count them and we did
 */
public record TokenUsage(long prompt, long cached, long completion, boolean estimated) {
    public static final long MOST = 1_000_000_000L;

    public TokenUsage {
        prompt = Math.clamp(prompt, 0, MOST);
        cached = Math.clamp(cached, 0, prompt);
        completion = Math.clamp(completion, 0, MOST);
    }

    public TokenUsage(long prompt, long completion, boolean estimated) {
        this(prompt, 0, completion, estimated);
    }

    public long total() {
        return prompt + completion;
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                prompt + other.prompt,
                cached + other.cached,
                completion + other.completion,
                estimated || other.estimated);
    }
}
