package io.focusforge.orchestrator.plantime;

import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plan.TimeSpan;
import io.focusforge.orchestrator.planschedule.Block;
import io.focusforge.orchestrator.planschedule.Placement;
import io.focusforge.orchestrator.planschedule.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time that a step has, cut at a moment.
 *
 * @param past what was worked before
 * @param future what is left of it
 * @param remaining minutes of work that are left
 * @param reason why it cannot stay, as far as the step itself says
 */
record Held(List<Block> past, Placement future, int remaining, Optional<Reason> reason) {
    static Held of(Plan plan, PlanStep step, long now) {
        if (step.blocks().isEmpty()) {
            return anew(step, Reason.Kind.NEW);
        }
        var past = new ArrayList<Block>();
        var future = new ArrayList<Block>();
        for (var span : step.blocks()) {
            cut(Minutes.block(span), now, past, future);
        }
        var hasBegun = !past.isEmpty();
        var mayHaveBegun = step.state() != StepState.PROPOSED && plan.isReady(step);
        if (future.isEmpty() || hasBegun && !mayHaveBegun) {
            return anew(step, Reason.Kind.SLIPPED);
        }
        return going(step, past, new Placement(future));
    }

    private static Held going(PlanStep step, List<Block> past, Placement future) {
        var worked =
                past.stream().mapToLong(block -> block.end() - block.start()).sum();
        var left = (int) Math.max(1, step.estimateMinutes() - worked);
        var isTooSoon = step.notBefore() != null && past.isEmpty() && Minutes.ceil(step.notBefore()) > future.start();
        var edited = left != future.minutes() || isTooSoon;
        return new Held(past, future, left, edited ? Optional.of(Reason.of(Reason.Kind.EDITED)) : Optional.empty());
    }

    private static Held anew(PlanStep step, Reason.Kind kind) {
        return new Held(List.of(), Placement.NONE, step.estimateMinutes(), Optional.of(Reason.of(kind)));
    }

    private static void cut(Block block, long now, List<Block> past, List<Block> future) {
        if (block.start() < now) {
            past.add(new Block(block.start(), Math.min(block.end(), now)));
        }
        if (block.end() > now) {
            future.add(new Block(Math.max(block.start(), now), block.end()));
        }
    }

    /** What was worked, and what is to come; where one goes over into the other they are one block. */
    List<TimeSpan> blocks(Placement placement) {
        var all = new ArrayList<>(past);
        for (var block : placement.blocks()) {
            var follows = !all.isEmpty() && all.getLast().end() == block.start();
            all.add(follows ? new Block(all.removeLast().start(), block.end()) : block);
        }
        return all.stream().map(Minutes::span).toList();
    }
}
