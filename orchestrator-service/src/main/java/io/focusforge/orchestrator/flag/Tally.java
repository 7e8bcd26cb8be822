package io.focusforge.orchestrator.flag;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How the runs of a version, or the answers of a model, have ended. Cancelled ones say nothing. */
@RegisterForReflection
public record Tally(long succeeded, long failed) {
    public long runs() {
        return succeeded + failed;
    }

    public Tally plus(Tally other) {
        return new Tally(succeeded + other.succeeded, failed + other.failed);
    }

    public double errorRate() {
        return runs() == 0 ? 0 : (double) failed / runs();
    }
}
