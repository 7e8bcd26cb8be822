package io.focusforge.orchestrator.run;

/** What an attempt has cost. */
public record StepUsage(long inputTokens, long outputTokens, long costMicros) {
    public static final StepUsage NONE = new StepUsage(0, 0, 0);

    public StepUsage {
        if (inputTokens < 0 || outputTokens < 0 || costMicros < 0) {
            throw new IllegalArgumentException("usage is never negative");
        }
    }

    public StepUsage plus(StepUsage other) {
        return new StepUsage(
                inputTokens + other.inputTokens, outputTokens + other.outputTokens, costMicros + other.costMicros);
    }
}
