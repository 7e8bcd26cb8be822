package io.focusforge.orchestrator.saga;

import java.time.Instant;

/** What a step waits for has not come: it is called again later, and this was no attempt. Without a trace: it is an outcome, not a fault. */
public final class SagaPause extends RuntimeException {
    private final transient Instant until;

    /** @param until sooner when {@link Sagas#wake} is called */
    public SagaPause(Instant until) {
        super("waits until " + until, null, false, false);
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
