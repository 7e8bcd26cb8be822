package io.focusforge.orchestrator.saga;

import java.time.Duration;
import java.util.List;

/**
 * A saga as it is declared: a CDI bean for each kind. The steps of a kind keep their names and order as long as sagas of it are under way;
 * new ones are added at the end.
 *
 * @param timeout of the whole; what is not done by then has failed for good
 * @param returning how many of its first steps there is a way back from: when one of these fails for good, what is done is compensated; when a
 *     later one does, the saga is stuck
 * @param abandonment what else ends when an operator abandons one; null for nothing
 */
public record SagaKind(
        String name, Duration timeout, int returning, List<SagaStep> steps, SagaAbandonment abandonment) {
    public SagaKind(String name, Duration timeout, int returning, List<SagaStep> steps) {
        this(name, timeout, returning, steps, null);
    }

    public SagaKind {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.stream().map(SagaStep::name).distinct().count() != steps.size()) {
            throw new IllegalArgumentException("a saga has steps, and each its own name");
        }
        if (returning < 0 || returning > steps.size()) {
            throw new IllegalArgumentException(
                    "there is a way back from none of the steps, from the first ones, or from all");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a saga has some time");
        }
    }

    /** From each of its steps there is a way back. */
    public static SagaKind returning(String name, Duration timeout, List<SagaStep> steps) {
        return new SagaKind(name, timeout, steps.size(), steps);
    }

    /** The same, with something else that ends when an operator abandons one. */
    public SagaKind abandonedBy(SagaAbandonment own) {
        return new SagaKind(name, timeout, returning, steps, own);
    }

    /** What is done stays done. */
    public static SagaKind oneWay(String name, Duration timeout, List<SagaStep> steps) {
        return new SagaKind(name, timeout, 0, steps);
    }

    boolean goesBackFrom(int position) {
        return position < returning;
    }
}
