package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;

/** What a step does, or undoes. */
@FunctionalInterface
public interface SagaAction {
    /**
     * Blocking, on a virtual thread, and interrupted when its time is up. It may be called again after it has done its work, so it must be
     * idempotent; a compensation may be called when there is nothing to undo. Any exception is a failure that is tried again, but for
     * {@link io.focusforge.orchestrator.run.RunFailure}, which says itself whether it is.
     *
     * @return what later steps, and compensations, may need to know; it holds nothing about people
     */
    JsonNode run(SagaWork work) throws Exception;
}
