package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runstore.RunError;
import io.focusforge.orchestrator.runstore.StepRow;
import io.focusforge.orchestrator.runstore.StepState;
import java.time.Instant;
import java.util.UUID;

/** A step of a walk, as it is now. Of the thread that has the walk. */
final class Step {
    final String path;
    final Node node;
    final Scope scope;
    StepState state = StepState.PENDING;
    /** Those that it needs and that have not ended. */
    int open;

    int attempt;
    /** Since the step was begun anew, and so what counts against its attempts. */
    int failures;

    StepUsage usage = StepUsage.NONE;
    Instant started;
    Instant finished;
    Instant due;
    String signal;
    String right;
    UUID wokenBy;
    Awakening awakening;
    /** Called again for what it has waited for, which is no new attempt. */
    boolean goesOn;

    JsonNode result;
    /** As it is stored: the result, or the seed. */
    String text;

    RunError error;
    String progress;
    Scope within;
    /** While it runs. */
    Attempt running;

    Step(Scope scope, Node node) {
        this.scope = scope;
        this.node = node;
        this.path = scope.prefix() + node.id();
    }

    void restore(StepRow row) {
        state = row.state();
        attempt = row.attempt();
        usage = row.usage();
        started = row.times().started();
        finished = row.times().finished();
        due = row.times().due();
        signal = row.waiting().signal();
        right = row.waiting().right();
        wokenBy = row.waiting().wokenBy();
        text = row.result();
        error = row.error();
        progress = row.progress();
        failures = state == StepState.RETRYING ? attempt : 0;
    }

    void retry(RunError reason, Instant from) {
        error = reason;
        state = StepState.RETRYING;
        due = from;
        running = null;
    }

    void hold(StepOutcome.Waits waits) {
        state = StepState.WAITING;
        due = waits.until();
        signal = waits.signal();
        right = waits.right();
        running = null;
        awakening = null;
    }

    void end(StepState last, Instant now) {
        state = last;
        finished = now;
        due = null;
        awakening = null;
        running = null;
    }

    StepRow row(long seq) {
        return new StepRow(
                path,
                state,
                seq,
                attempt,
                usage,
                new StepRow.Times(started, finished, due),
                new StepRow.Wait(signal, right, wokenBy),
                text,
                error,
                progress);
    }
}
