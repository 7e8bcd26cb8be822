package io.focusforge.orchestrator.saga;

/**
 * Why an attempt has failed.
 *
 * @param code stable, for machines
 * @param message for operators
 */
record SagaError(String code, String message) {
    static final SagaError LOST =
            new SagaError("lost", "The attempt gave no answer: its time was up, or its process has died.");
    static final SagaError TIMEOUT = new SagaError("timeout", "The saga has not come to its end in its time.");
}
