package io.focusforge.ai.usage;

/** Tokens of one call; {@code estimated} when the provider did not count them and we did. */
public record TokenUsage(long prompt, long completion, boolean estimated) {
    public long total() {
        return prompt + completion;
    }
}
