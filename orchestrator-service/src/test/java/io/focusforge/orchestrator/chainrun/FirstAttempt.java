package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The first attempt of a step that neither waits nor is cancelled. */
record FirstAttempt(UUID tenant, JsonNode input) implements StepContext {
    private static final UUID RUN = UUID.randomUUID();

    @Override
    public RunKey run() {
        return new RunKey(tenant, RUN);
    }

    @Override
    public String step() {
        return "a";
    }

    @Override
    public Caller caller() {
        return new Caller(tenant, RUN, Set.of(), null);
    }

    @Override
    public UUID idempotencyKey() {
        return RUN;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public Optional<Awakening> awakening() {
        return Optional.empty();
    }

    @Override
    public String traceparent() {
        return "00-" + "1".repeat(32) + "-" + "1".repeat(16) + "-01";
    }

    @Override
    public void progress(JsonNode progress) {
        throw new AssertionError("nothing to show");
    }

    @Override
    public void onCancel(Runnable action) {
        throw new AssertionError("nothing to cancel");
    }

    @Override
    public <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
        return future.get();
    }
}
