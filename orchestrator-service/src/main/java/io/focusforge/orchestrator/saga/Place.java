package io.focusforge.orchestrator.saga;

import java.util.UUID;

/**
 * Where in a saga somebody is.
 *
 * @param run that drives the saga as far as it knows
 */
record Place(SagaKey saga, UUID run, int position, boolean backwards) {
    /** The state that a step has while somebody is at it. */
    String stepState() {
        return backwards ? "compensating" : "running";
    }

    SagaState sagaState() {
        return backwards ? SagaState.COMPENSATING : SagaState.RUNNING;
    }
}
