package io.focusforge.orchestrator.saga;

import java.time.Duration;
import java.util.List;

/**
 * A saga as it is declared: a CDI bean for each kind. The steps of a kind keep their names and order as long as sagas of it are under way;
 * new ones are added at the end.
 *
 * @param timeout of the whole; what is not done by then has failed for good
 * @param goesBack whether steps that are done are compensated when a later one fails for good; otherwise the saga is stuck
 */
public record SagaKind(String name, Duration timeout, boolean goesBack, List<SagaStep> steps) {
    public SagaKind {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.stream().map(SagaStep::name).distinct().count() != steps.size()) {
            throw new IllegalArgumentException("a saga has steps, and each its own name");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a saga has some time");
        }
    }
}
