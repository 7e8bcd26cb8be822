package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.runstore.StoredRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A step that is being run. Whoever settles it first decides what becomes of it: its body by returning, the clock, or who cancels the run. All
 * but the body's own end cut it short.
 */
final class Attempt implements StepContext {
    private static final Logger LOG = Logger.getLogger(Attempt.class);
    private static final Duration SHOW_EVERY = Duration.ofMillis(250);

    private final StoredRun run;
    private final Step step;
    private final int number;
    private final Awakening awakening;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final List<Runnable> onCancel = new ArrayList<>(0);
    private volatile Thread worker;
    private volatile Instant begun;
    private volatile Instant deadline;
    private volatile JsonNode progress;
    private boolean isCut;
    private Instant shownAt;
    private JsonNode shown;

    Attempt(StoredRun run, Step step) {
        this.run = run;
        this.step = step;
        this.number = step.attempt;
        this.awakening = step.awakening;
    }

    Step of() {
        return step;
    }

    /** @return whether it is still to be run */
    boolean isWanted() {
        return !settled.get();
    }

    void runsOn(Thread thread) {
        worker = thread;
    }

    void begins(Instant now) {
        deadline = now.plus(step.node.terms().timeout());
        begun = now;
    }

    boolean isOverdue(Instant now) {
        return begun != null && now.isAfter(deadline);
    }

    /** Whether those who look at the run should learn of it: that it runs for a while, or how far it has come since. */
    boolean hasNews(Instant now, Duration after) {
        if (shownAt == null) {
            return begun != null && !now.isBefore(begun.plus(after));
        }
        return progress != shown && !now.isBefore(shownAt.plus(SHOW_EVERY));
    }

    void show(Instant now) {
        shownAt = now;
        shown = progress;
        step.progress = shown == null ? null : shown.toString();
    }

    /** @return whether the caller was first, and has to see to the step */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Ends the work, whoever has settled it. */
    void cut() {
        settled.set(true);
        var thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
        List<Runnable> actions;
        synchronized (onCancel) {
            isCut = true;
            actions = List.copyOf(onCancel);
        }
        actions.forEach(this::tryTo);
    }

    @Override
    public RunKey run() {
        return run.key();
    }

    @Override
    public String step() {
        return step.path;
    }

    @Override
    public Caller caller() {
        return run.what().caller();
    }

    @Override
    public JsonNode input() {
        return run.what().input();
    }

    @Override
    public UUID idempotencyKey() {
        return UUID.nameUUIDFromBytes((run.key().id() + "/" + step.path).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int attempt() {
        return number;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public Optional<Awakening> awakening() {
        return Optional.ofNullable(awakening);
    }

    @Override
    public String traceparent() {
        return run.what().traceparent();
    }

    @Override
    public void progress(JsonNode reported) {
        progress = reported;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (onCancel) {
            if (!isCut) {
                onCancel.add(action);
                return;
            }
        }
        tryTo(action);
    }

    @Override
    public <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
        onCancel(() -> future.cancel(true));
        return future.get();
    }

    private void tryTo(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "Step %s of run %s cannot be cut short",
                    step.path,
                    run.key().id());
        }
    }
}
