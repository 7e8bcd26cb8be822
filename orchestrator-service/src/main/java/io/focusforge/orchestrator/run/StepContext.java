package io.focusforge.orchestrator.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What an attempt knows of the world. */
public interface StepContext {
    RunKey run();

    /** With the ids of the steps around it, as in {@code each/3/summary}. */
    String step();

    /** On whose behalf. */
    Caller caller();

    /** What the run was started with. */
    JsonNode input();

    /** The same for every attempt of this step in this run, in whichever process. */
    UUID idempotencyKey();

    /** From 1. */
    int attempt();

    /** When the attempt is over, whatever it does. */
    Instant deadline();

    /** Empty unless the step has waited. */
    Optional<Awakening> awakening();

    String traceparent();

    /** Shown to who looks at the run, a few times a second at most; the last one counts. */
    void progress(JsonNode progress);

    /** Called, by another thread, when the attempt is cut short; at once when it was already. */
    void onCancel(Runnable action);

    /** Waits for something that is under way elsewhere. When the attempt is cut short, the future is cancelled. */
    <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException;
}
