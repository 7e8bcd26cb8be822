package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The only attempt of a step of a trial. */
record TrialContext(RunKey run, String step, Caller caller, JsonNode input, Instant deadline) implements StepContext {
    @Override
    public UUID idempotencyKey() {
        return run.id();
    }

    /** The last one: twins stand in at once. */
    @Override
    public int attempt() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Optional<Awakening> awakening() {
        return Optional.empty();
    }

    @Override
    public String traceparent() {
        return TraceContext.current().traceparent();
    }

    @Override
    public void progress(JsonNode progress) {
        // a trial is seen when it is over
    }

    @Override
    public void onCancel(Runnable action) {
        // an attempt is cut short by interrupting it
    }

    @Override
    public <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }
}
