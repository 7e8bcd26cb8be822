package io.focusforge.ai.limit;

/** What a call will use at most, as far as that can be told before it. */
public record Estimate(long promptTokens, long completionTokens, long costMicros) {
    public static final Estimate NOTHING = new Estimate(0, 0, 0);

    public Estimate {
        if (promptTokens < 0 || completionTokens < 0 || costMicros < 0) {
            throw new IllegalArgumentException("an estimate is not negative");
        }
    }

    public Estimate costing(long micros) {
        return new Estimate(promptTokens, completionTokens, micros);
    }

    /** As much of it as fits: an answer can be shorter than was asked for, a prompt cannot. */
    long tokensWithin(long limit) {
        return Math.max(promptTokens, Math.min(promptTokens + completionTokens, limit));
    }
}
