package io.focusforge.orchestrator.runapi;

import io.focusforge.orchestrator.run.StepUsage;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What models have cost, in tokens and micro-dollars. */
@RegisterForReflection
public record UsageView(long inputTokens, long outputTokens, long costMicros) {
    static UsageView of(StepUsage usage) {
        return new UsageView(usage.inputTokens(), usage.outputTokens(), usage.costMicros());
    }
}
