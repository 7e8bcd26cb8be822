package io.focusforge.orchestrator.planapi;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people do to plans, and what it is refused for. */
final class Edits {
    private Edits() {}

    /** @param wanted ids; null for all that were proposed */
    static Plan accept(Plan plan, List<String> wanted) {
        requireOpen(plan);
        var ids = wanted == null
                ? plan.steps().stream()
                        .filter(step -> step.state() == StepState.PROPOSED)
                        .map(PlanStep::id)
                        .toList()
                : wanted;
        var accepted = plan.with(fields -> fields.status = PlanStatus.ACCEPTED);
        for (var id : ids) {
            var step = step(plan, id);
            if (step.state() == StepState.REJECTED || step.state() == StepState.DONE) {
                throw conflict("Step %s is %s.".formatted(id, step.state().text()));
            }
            if (step.state() == StepState.PROPOSED) {
                accepted = accepted.withStep(id, fields -> fields.state = StepState.OPEN);
            }
        }
        requireNeeds(accepted, ids);
        return accepted;
    }

    private static void requireNeeds(Plan plan, List<String> ids) {
        for (var id : ids) {
            for (var need : step(plan, id).dependsOn()) {
                if (step(plan, need).state() == StepState.PROPOSED) {
                    throw conflict("Step %s waits for %s; accept that too, or reject it.".formatted(id, need));
                }
            }
        }
    }

    static Plan reject(Plan plan) {
        if (plan.status() != PlanStatus.PROPOSED && plan.status() != PlanStatus.REJECTED) {
            throw conflict("The plan is %s; only what is proposed can be rejected."
                    .formatted(plan.status().text()));
        }
        return plan.with(fields -> fields.status = PlanStatus.REJECTED);
    }

    static Plan reject(Plan plan, String id) {
        requireOpen(plan);
        var state = step(plan, id).state();
        if (state != StepState.PROPOSED && state != StepState.REJECTED) {
            throw conflict("Step %s is %s; delete its task if it is not to be done.".formatted(id, state.text()));
        }
        return plan.withStep(id, fields -> fields.state = StepState.REJECTED);
    }

    static Plan patch(Plan plan, String id, StepPatch patch, Instant now) {
        requireOpen(plan);
        var state = step(plan, id).state();
        if (state != StepState.PROPOSED && state != StepState.OPEN) {
            throw conflict("Step %s is %s.".formatted(id, state.text()));
        }
        return patch.applyTo(plan, id, now);
    }

    static Plan patch(Plan plan, PlanPatch patch, Instant now) {
        requireOpen(plan);
        return patch.applyTo(plan, now);
    }

    static Plan add(Plan plan, StepDraft draft, Instant now) {
        requireOpen(plan);
        if (!Bounds.hasRoom(plan)) {
            throw conflict("A plan has at most %d steps.".formatted(Bounds.STEPS));
        }
        var step = draft.proposed(freeId(plan));
        var steps = new ArrayList<>(plan.steps());
        steps.add(step);
        var longer = plan.with(fields -> fields.steps = steps);
        PlanCheck.step(longer, step.id(), now);
        return longer;
    }

    static PlanStep completable(Plan plan, String id) {
        var step = step(plan, id);
        if (step.state() == StepState.PROPOSED || step.state() == StepState.REJECTED) {
            throw conflict(
                    "Step %s is %s; accept it first.".formatted(id, step.state().text()));
        }
        return step;
    }

    private static String freeId(Plan plan) {
        for (var number = plan.steps().size() + 1; ; number++) {
            if (plan.step("s" + number).isEmpty()) {
                return "s" + number;
            }
        }
    }

    static void requireOpen(Plan plan) {
        if (plan.status() == PlanStatus.REJECTED) {
            throw conflict("The plan was rejected.");
        }
    }

    private static PlanStep step(Plan plan, String id) {
        return plan.step(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "The plan has no step with this id."));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
