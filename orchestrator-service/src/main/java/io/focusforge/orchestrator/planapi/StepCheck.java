package io.focusforge.orchestrator.planapi;

import io.focusforge.common.problem.Violation;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with steps, among themselves and with their plan. */
final class StepCheck {
    private StepCheck() {}

    static List<Violation> links(Plan plan) {
        var wrong = new ArrayList<Violation>();
        var ids = new HashSet<String>();
        for (var i = 0; i < plan.steps().size(); i++) {
            var step = plan.steps().get(i);
            if (!ids.add(step.id())) {
                wrong.add(new Violation("steps[" + i + "].id", "is there twice: " + step.id()));
            }
            for (var j = 0; j < step.dependsOn().size(); j++) {
                if (plan.step(step.dependsOn().get(j)).isEmpty()) {
                    wrong.add(new Violation("steps[" + i + "].dependsOn[" + j + "]", "is no step of this plan"));
                }
            }
        }
        circle(plan)
                .ifPresent(circle -> wrong.add(
                        new Violation("steps", "wait for each other in a circle: " + String.join(" → ", circle))));
        return wrong;
    }

    /** Where deadlines say the opposite of each other, so that no calendar could meet them. */
    static List<Violation> deadlines(Plan plan) {
        var wrong = new ArrayList<Violation>();
        for (var i = 0; i < plan.steps().size(); i++) {
            var step = plan.steps().get(i);
            if (step.deadline() != null && step.isLeftToDo()) {
                contradiction(plan, step)
                        .ifPresent(why ->
                                wrong.add(new Violation("steps[" + plan.steps().indexOf(step) + "].deadline", why)));
            }
        }
        return wrong;
    }

    static List<Violation> past(String prefix, PlanStep step, Instant now) {
        if (!Bounds.holds(step.deadline()) || !Bounds.holds(step.notBefore())) {
            return List.of(new Violation(
                    prefix + (Bounds.holds(step.deadline()) ? "notBefore" : "deadline"),
                    "must be between the years 1970 and 9999"));
        }
        return step.deadline() != null && !step.deadline().isAfter(now)
                ? List.of(new Violation(prefix + "deadline", "is past"))
                : List.of();
    }

    private static Optional<String> contradiction(Plan plan, PlanStep step) {
        var deadline = step.deadline();
        if (plan.deadline() != null && deadline.isAfter(plan.deadline())) {
            return Optional.of("is behind that of the plan, " + plan.deadline());
        }
        if (step.notBefore() != null
                && step.notBefore()
                        .plus(Duration.ofMinutes(step.estimateMinutes()))
                        .isAfter(deadline)) {
            return Optional.of("leaves less than the %d minutes of the step behind its notBefore, %s"
                    .formatted(step.estimateMinutes(), step.notBefore()));
        }
        return step.dependsOn().stream()
                .flatMap(id -> plan.step(id).stream())
                .filter(PlanStep::isLeftToDo)
                .flatMap(need -> contradiction(deadline, need).stream())
                .findFirst();
    }

    private static Optional<String> contradiction(Instant deadline, PlanStep need) {
        if (need.deadline() != null && need.deadline().isAfter(deadline)) {
            return Optional.of("is before that of %s, which it waits for: %s".formatted(need.id(), need.deadline()));
        }
        return need.notBefore() != null && !need.notBefore().isBefore(deadline)
                ? Optional.of("is before %s, which it waits for, may begin: %s".formatted(need.id(), need.notBefore()))
                : Optional.empty();
    }

    private static Optional<List<String>> circle(Plan plan) {
        var clear = new HashSet<String>();
        for (var step : plan.steps()) {
            var circle = circle(plan, step, new LinkedHashSet<>(), clear);
            if (circle.isPresent()) {
                return circle;
            }
        }
        return Optional.empty();
    }

    /** As deep as there are steps, at most. */
    private static Optional<List<String>> circle(Plan plan, PlanStep step, Set<String> way, Set<String> clear) {
        if (clear.contains(step.id())) {
            return Optional.empty();
        }
        if (!way.add(step.id())) {
            var names = new ArrayList<>(way);
            var circle = new ArrayList<>(names.subList(names.indexOf(step.id()), names.size()));
            circle.add(step.id());
            return Optional.of(circle);
        }
        for (var id : step.dependsOn()) {
            var found = plan.step(id).flatMap(need -> circle(plan, need, way, clear));
            if (found.isPresent()) {
                return found;
            }
        }
        way.remove(step.id());
        clear.add(step.id());
        return Optional.empty();
    }
}
