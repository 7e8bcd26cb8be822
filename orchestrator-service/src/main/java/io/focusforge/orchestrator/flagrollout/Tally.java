package io.focusforge.orchestrator.flagrollout;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How the runs of a version have ended. Cancelled ones say nothing. */
@RegisterForReflection
public record Tally(long succeeded, long failed) {
    long runs() {
        return succeeded + failed;
    }

    Tally plus(Tally other) {
        return new Tally(succeeded + other.succeeded, failed + other.failed);
    }

    double errorRate() {
        return runs() == 0 ? 0 : (double) failed / runs();
    }
}
