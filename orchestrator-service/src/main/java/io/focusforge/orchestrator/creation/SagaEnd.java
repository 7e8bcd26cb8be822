package io.focusforge.orchestrator.creation;

import java.time.Duration;

/** How a run of a saga ended. */
public sealed interface SagaEnd {
    /** There is nothing left to do. */
    record Done() implements SagaEnd {}

    /** The model still owes its answer; ask again after the delay. */
    record Later(Duration delay) implements SagaEnd {}
}
