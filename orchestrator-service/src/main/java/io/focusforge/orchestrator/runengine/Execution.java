package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.runstore.LoadedRun;
import io.focusforge.orchestrator.runstore.RunError;
import io.focusforge.orchestrator.runstore.RunState;
import io.focusforge.orchestrator.runstore.StepRow;
import io.focusforge.orchestrator.runstore.StepState;
import io.focusforge.orchestrator.runstore.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A run that this engine walks. Whatever happens to it happens under its lock: the walk goes on, what has changed is handed to the journal, and
 * steps that can begin begin, those with outside effects not before all of that is recorded.
 */
final class Execution {
    private final ReentrantLock lock = new ReentrantLock();
    private final RunRecorder recorder;
    private final Walk walk;
    private final Held held;
    private final Tools tools;
    private final Set<Attempt> attempts = new LinkedHashSet<>();
    private final List<UUID> used = new ArrayList<>();
    private boolean closed;
    private boolean draining;

    Execution(Graph graph, RunRecorder recorder, Tools tools) {
        this.recorder = recorder;
        this.tools = tools;
        this.held = new Held(recorder.run().what().caller().user());
        this.walk = new Walk(graph, tools.settings().walk(), tools.stored()::tree);
    }

    /** @throws RunFailure when the graph is no good */
    void begin(LoadedRun loaded) {
        locked(now -> {
            held.add(loaded.signals());
            var recorded = loaded.steps().stream().collect(Collectors.toMap(StepRow::step, Function.identity()));
            walk.begin(recorded, held::restore, now);
            walk.steps().stream().filter(Execution::isHeld).forEach(held::add);
            return !loaded.run().cancelled() || !end(now);
        });
    }

    void signal(Collection<StoredSignal> signals) {
        locked(now -> {
            held.add(signals);
            return held.wake(walk, now);
        });
    }

    void tick() {
        locked(now -> {
            var news = held.wake(walk, now);
            for (var attempt : List.copyOf(attempts)) {
                news |= watch(attempt, now);
            }
            return news;
        });
    }

    void cancel() {
        locked(now -> !end(now));
    }

    /** Somebody else goes on with it. */
    void abandon() {
        lock.lock();
        try {
            closed = true;
            cutAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing more. @return whether nothing is under way */
    boolean drain() {
        lock.lock();
        try {
            draining = true;
            return closed || attempts.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private interface Event {
        /** @return whether anything has changed */
        boolean happens(Instant now);
    }

    private void locked(Event event) {
        lock.lock();
        try {
            var now = tools.clock().instant();
            if (!closed && event.happens(now)) {
                proceed(now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void ended(Attempt attempt, StepOutcome outcome) {
        var settled = Outcomes.of(outcome, tools.settings().maxResult());
        locked(now -> {
            attempts.remove(attempt);
            apply(attempt.of(), settled, now);
            return true;
        });
    }

    private boolean end(Instant now) {
        cutAll();
        walk.close(true, now);
        closed = true;
        recorder.move(walk, used, RunRecorder.Move.to(RunState.CANCELLED), now);
        return true;
    }

    private void proceed(Instant now) {
        held.wake(walk, now);
        var starts = draining ? List.<Attempt>of() : starts(now);
        var move = starts.isEmpty() && attempts.isEmpty() && !draining ? move(now) : null;
        if (move == null) {
            recorder.record(walk.takeChanged(), used);
            starts.forEach(this::start);
        } else {
            closed = true;
            recorder.move(walk, used, move, now);
        }
    }

    private List<Attempt> starts(Instant now) {
        var starts = new ArrayList<Attempt>(1);
        for (var step = walk.next(); step != null; step = walk.next()) {
            step.state = StepState.RUNNING;
            step.error = null;
            step.started = step.started == null ? now : step.started;
            step.attempt += step.goesOn ? 0 : 1;
            step.goesOn = false;
            step.running = new Attempt(recorder.run(), step);
            starts.add(step.running);
        }
        return starts;
    }

    private void start(Attempt attempt) {
        attempts.add(attempt);
        var step = attempt.of();
        var body = step.scope.graph().body(step.node.id());
        var results = step.scope.results(step.node.needs());
        recorder.whenAllowed(step.node.terms().hasOutsideEffects(), () -> tools.threads()
                .start(attempt, body, results, this::ended));
    }

    /** Nothing runs. @return null when it goes on soon */
    private RunRecorder.Move move(Instant now) {
        if (walk.failure() != null) {
            walk.close(false, now);
            return RunRecorder.Move.failed(walk.failure());
        }
        if (walk.isComplete()) {
            return succeeded();
        }
        if (held.isEmpty()) {
            return RunRecorder.Move.failed(new RunError(null, "stuck", "No step can begin, and not all have ended."));
        }
        var due = held.due();
        var isSoon = due != null && due.isBefore(now.plus(tools.settings().parkAfter()));
        return isSoon ? null : RunRecorder.Move.waitUntil(due);
    }

    private RunRecorder.Move succeeded() {
        try {
            return RunRecorder.Move.succeeded(walk.output().toString());
        } catch (RunFailure e) {
            return RunRecorder.Move.failed(new RunError(null, e.code(), e.getMessage()));
        }
    }

    private void apply(Step step, Outcomes settled, Instant now) {
        switch (settled.outcome()) {
            case StepOutcome.Done done -> walk.succeed(step, done, settled.text(), now);
            case StepOutcome.Skipped _ -> walk.skip(step, now);
            case StepOutcome.Waits waits -> walk.hold(step, waits);
            case StepOutcome.Expands(var seed) -> walk.expand(step, seed, settled.text(), now);
            case StepOutcome.Fails fails -> fail(step, fails, now);
        }
        used.addAll(Held.used(step));
        if (step.state == StepState.WAITING) {
            step.wokenBy = null;
        }
        if (isHeld(step)) {
            held.add(step);
        }
    }

    private void fail(Step step, StepOutcome.Fails fails, Instant now) {
        var error = new RunError(step.path, fails.code(), fails.message());
        step.usage = step.usage.plus(fails.usage());
        step.failures++;
        if (fails.retryable() && step.failures < step.node.terms().attempts() && walk.failure() == null) {
            var delay = tools.backoff().delay(step.node.terms(), step.failures, fails.retryAfter());
            walk.retry(step, error, now.plus(delay));
        } else {
            walk.fail(step, error, now);
        }
    }

    private boolean watch(Attempt attempt, Instant now) {
        if (attempt.isOverdue(now) && attempt.settle()) {
            attempt.cut();
            attempts.remove(attempt);
            apply(attempt.of(), Outcomes.timeout(attempt.of()), now);
            return true;
        }
        if (attempt.hasNews(now, tools.settings().showAfter())) {
            attempt.show(now);
            walk.touch(attempt.of());
            return true;
        }
        return false;
    }

    private void cutAll() {
        attempts.forEach(Attempt::cut);
        attempts.clear();
    }

    private static boolean isHeld(Step step) {
        return step.state == StepState.WAITING || step.state == StepState.RETRYING;
    }
}
