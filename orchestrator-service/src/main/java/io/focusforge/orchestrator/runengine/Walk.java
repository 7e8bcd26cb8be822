package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runstore.RunError;
import io.focusforge.orchestrator.runstore.StepRow;
import io.focusforge.orchestrator.runstore.StepState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Which steps of a graph can begin, and what follows when one has ended. Knows no threads and no database. */
final class Walk {
    private static final Logger LOG = Logger.getLogger(Walk.class);

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Set<Scope> open = new LinkedHashSet<>();
    private final Set<Step> changed = new LinkedHashSet<>();
    private final Deque<Step> over = new ArrayDeque<>();
    private final WalkLimits limits;
    private final Function<String, JsonNode> reader;
    private final Scope root;
    private RunError failure;
    private long size;

    /** @param reader of results that were recorded */
    Walk(Graph graph, WalkLimits limits, Function<String, JsonNode> reader) {
        this.limits = limits;
        this.reader = reader;
        this.root = new Scope(graph, null);
    }

    /** Goes on from what was recorded. */
    void begin(Map<String, StepRow> recorded, Function<Step, Awakening> awakenings, Instant now) {
        enter(root, recorded, awakenings, now);
        settle(now);
    }

    /** @return null when none can begin now */
    Step next() {
        if (failure != null) {
            return null;
        }
        for (var scope : open) {
            var step = scope.next();
            if (step != null) {
                return step;
            }
        }
        return null;
    }

    void succeed(Step step, StepOutcome.Done done, String text, Instant now) {
        step.result = done.result();
        step.text = text;
        step.usage = step.usage.plus(done.usage());
        size += text.length();
        step.scope.hasStopped();
        finish(step, StepState.SUCCEEDED, now);
        for (var id : done.skips()) {
            var unwanted = step.scope.member(id);
            if (unwanted != null && unwanted.state == StepState.PENDING && unwanted.open > 0) {
                finish(unwanted, StepState.SKIPPED, now);
            }
        }
        settle(now);
        if (size > limits.results()) {
            failure =
                    new RunError(step.path, "results_too_large", "The steps' results are larger than a run may keep.");
        }
    }

    void skip(Step step, Instant now) {
        step.scope.hasStopped();
        finish(step, StepState.SKIPPED, now);
        settle(now);
    }

    void fail(Step step, RunError error, Instant now) {
        step.scope.hasStopped();
        step.error = error;
        step.end(StepState.FAILED, now);
        changed.add(step);
        failure = failure == null ? error : failure;
    }

    void retry(Step step, RunError error, Instant due) {
        step.retry(error, due);
        changed.add(step);
    }

    void hold(Step step, StepOutcome.Waits waits) {
        step.hold(waits);
        changed.add(step);
    }

    void expand(Step step, JsonNode seed, String text, Instant now) {
        step.text = text;
        step.state = StepState.EXPANDED;
        step.running = null;
        step.awakening = null;
        size += text.length();
        changed.add(step);
        tryToExpand(step, seed, Map.of(), none -> null, now);
        settle(now);
    }

    /** A step that waits, or is tried again, goes on as soon as there is a place. */
    void wake(Step step, Awakening awakening) {
        step.goesOn = step.state == StepState.WAITING;
        step.awakening = awakening;
        step.state = StepState.PENDING;
        step.due = null;
        step.scope.makeReadyAgain(step);
    }

    void touch(Step step) {
        changed.add(step);
    }

    /** All that has been begun is over. @param forGood whether the run can never be resumed */
    void close(boolean forGood, Instant now) {
        for (var step : steps.values()) {
            var begun = step.attempt > 0 && (forGood || step.state != StepState.EXPANDED);
            if (begun && !step.state.hasEnded()) {
                step.end(StepState.CANCELLED, now);
                changed.add(step);
            }
        }
    }

    boolean isComplete() {
        return root.isOver();
    }

    /** Why the run cannot succeed any more; null while it can. */
    RunError failure() {
        return failure;
    }

    JsonNode output() {
        return root.output();
    }

    Collection<Step> steps() {
        return steps.values();
    }

    StepUsage usage() {
        return steps.values().stream().map(step -> step.usage).reduce(StepUsage.NONE, StepUsage::plus);
    }

    /** In the order in which they changed. */
    List<Step> takeChanged() {
        if (changed.isEmpty()) {
            return List.of();
        }
        var taken = new ArrayList<>(changed);
        changed.clear();
        return taken;
    }

    private void enter(Scope scope, Map<String, StepRow> recorded, Function<Step, Awakening> awakenings, Instant now) {
        if (steps.size() + scope.members().size() > limits.steps() || scope.depth() > limits.depth()) {
            throw new RunFailure(
                    "too_many_steps", "The run has more steps, or deeper ones, than a run may have.", false);
        }
        open.add(scope);
        scope.members().forEach(step -> restore(step, recorded.get(step.path)));
        for (var step : scope.members()) {
            resume(step, recorded, awakenings, now);
        }
        concludeIfOver(scope);
    }

    private void concludeIfOver(Scope scope) {
        if (scope.around() != null && scope.takeEnd()) {
            over.add(scope.around());
        }
    }

    private void restore(Step step, StepRow row) {
        steps.put(step.path, step);
        if (row != null) {
            step.restore(row);
        }
        if (step.state.isOver()) {
            size += step.text == null ? 0 : step.text.length();
            step.result = reader.apply(step.text);
            step.scope.oneIsOver();
            step.scope.dependants(step).forEach(dependant -> dependant.open--);
        }
    }

    private void resume(Step step, Map<String, StepRow> recorded, Function<Step, Awakening> awakenings, Instant now) {
        switch (step.state) {
            case PENDING, RUNNING, CANCELLED -> {
                step.state = StepState.PENDING;
                step.awakening = awakenings.apply(step);
                if (step.open == 0) {
                    begin(step, now);
                }
            }
            case RETRYING, WAITING -> {
                step.scope.begins();
                step.awakening = step.state == StepState.RETRYING ? awakenings.apply(step) : null;
            }
            case EXPANDED -> {
                step.scope.begins();
                tryToExpand(step, reader.apply(step.text), recorded, awakenings, now);
            }
            case FAILED -> failure = failure == null ? step.error : failure;
            case SUCCEEDED, SKIPPED -> {}
        }
    }

    private void tryToExpand(
            Step step,
            JsonNode seed,
            Map<String, StepRow> recorded,
            Function<Step, Awakening> awakenings,
            Instant now) {
        try {
            step.within = new Scope(step.scope.graph().expand(step.node.id(), seed), step);
            enter(step.within, recorded, awakenings, now);
        } catch (RuntimeException e) {
            fail(step, error(step, e), now);
        }
    }

    private void begin(Step step, Instant now) {
        if (step.scope.isUnneeded(step)) {
            finish(step, StepState.SKIPPED, now);
        } else {
            step.scope.makeReady(step);
        }
    }

    private void finish(Step step, StepState last, Instant now) {
        step.end(last, now);
        changed.add(step);
        step.scope.oneIsOver();
        over.add(step);
    }

    /** Follows what has ended, as far as it goes: to those that need it, and to the step around when it was the last. */
    private void settle(Instant now) {
        for (var step = over.poll(); step != null; step = over.poll()) {
            if (step.state == StepState.EXPANDED) {
                conclude(step, now);
                continue;
            }
            for (var dependant : step.scope.dependants(step)) {
                dependant.open--;
                if (dependant.open == 0 && dependant.state == StepState.PENDING) {
                    begin(dependant, now);
                }
            }
            concludeIfOver(step.scope);
        }
    }

    private void conclude(Step step, Instant now) {
        open.remove(step.within);
        try {
            step.result = step.within.output();
            step.text = step.result.toString();
            size += step.text.length();
            step.scope.hasStopped();
            finish(step, StepState.SUCCEEDED, now);
        } catch (RuntimeException e) {
            fail(step, error(step, e), now);
        }
    }

    private static RunError error(Step step, RuntimeException failure) {
        if (failure instanceof RunFailure known) {
            return new RunError(step.path, known.code(), known.getMessage());
        }
        LOG.errorf(failure, "The steps within %s cannot be had", step.path);
        return new RunError(step.path, ErrorCode.INTERNAL_ERROR.code(), "The step failed unexpectedly.");
    }
}
