package io.focusforge.ai.limit;

/** What a call used: all its tokens, and micro-dollars. */
public record Actual(long tokens, long costMicros) {
    public static final Actual NOTHING = new Actual(0, 0);

    public Actual {
        tokens = Math.max(0, tokens);
        costMicros = Math.max(0, costMicros);
    }
}
