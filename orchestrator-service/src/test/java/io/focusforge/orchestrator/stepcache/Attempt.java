package io.focusforge.orchestrator.stepcache;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An attempt at a step that needs nothing but the time that it has. */
record Attempt(Instant deadline) implements StepContext {
    @Override
    public RunKey run() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String step() {
        return "say";
    }

    @Override
    public Caller caller() {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode input() {
        throw new UnsupportedOperationException();
    }

    @Override
    public UUID idempotencyKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Optional<Awakening> awakening() {
        return Optional.empty();
    }

    @Override
    public String traceparent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void progress(JsonNode progress) {
        // nobody looks
    }

    @Override
    public void onCancel(Runnable action) {
        // nobody cancels
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        throw new UnsupportedOperationException();
    }
}
