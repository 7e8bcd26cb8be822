package io.focusforge.orchestrator.definition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Steps that belong together. What comes out is the result of the last one. */
public record Block(List<Step> steps) {
    public Block {
        steps = List.copyOf(steps);
    }

    /** What its steps need that is not among them. */
    Set<String> outside() {
        var ids = steps.stream().map(Step::id).collect(Collectors.toSet());
        return steps.stream()
                .flatMap(step -> step.common().needs().stream())
                .filter(need -> !ids.contains(need))
                .collect(Collectors.toSet());
    }

    public String last() {
        return steps.getLast().id();
    }
}
