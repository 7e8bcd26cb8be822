package io.focusforge.orchestrator.plancommand;

import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** When a step is not to be done, those that waited for it wait for what it waited for. */
public final class Bridges {
    private Bridges() {}

    public static Plan over(Plan plan) {
        return plan.with(fields -> fields.steps =
                plan.steps().stream().map(step -> over(plan, step)).toList());
    }

    private static PlanStep over(Plan plan, PlanStep step) {
        var needs = new LinkedHashSet<String>();
        collect(plan, step, needs, new LinkedHashSet<>());
        return step.isLeftToDo() && !List.copyOf(needs).equals(step.dependsOn())
                ? step.with(fields -> fields.dependsOn = List.copyOf(needs))
                : step;
    }

    private static void collect(Plan plan, PlanStep step, Set<String> needs, Set<String> passed) {
        for (var id : step.dependsOn()) {
            var need = plan.step(id);
            if (need.isPresent() && need.get().state() != StepState.REJECTED) {
                needs.add(id);
            } else if (need.isPresent() && passed.add(id)) {
                collect(plan, need.get(), needs, passed);
            }
        }
    }
}
