package io.focusforge.orchestrator.planproposal;

import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.task.Energy;
import java.util.HashSet;
import java.util.List;

/** The output of the chain {@code goal_plan}: ids are unique, and a step depends on earlier ones only, so that there is no circle. */
record GoalSteps(List<Step> steps) {
    /** One of them. */
    record Step(String id, String title, int estimateMinutes, List<String> dependsOn, Energy energy) {
        PlanStep proposed() {
            return PlanStep.proposed(
                    id,
                    title,
                    estimateMinutes,
                    dependsOn,
                    new PlanStep.Terms(null, null, energy, null),
                    PlanStep.By.PERSON);
        }
    }

    GoalSteps {
        steps = List.copyOf(steps);
        var earlier = new HashSet<String>();
        for (var step : steps) {
            if (!earlier.containsAll(step.dependsOn())) {
                throw new IllegalArgumentException(
                        "step %s depends on what does not come before it".formatted(step.id()));
            }
            if (!earlier.add(step.id())) {
                throw new IllegalArgumentException("step %s is there twice".formatted(step.id()));
            }
        }
    }

    List<PlanStep> proposed() {
        return steps.stream().map(Step::proposed).toList();
    }
}
