package io.focusforge.orchestrator.saga;

import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How it stands with a saga. */
public enum SagaState {
    /** Goes forward. */
    RUNNING,
    /** Goes back. */
    COMPENSATING,
    /** Waits for an operator. */
    STUCK,
    /** All steps are done. */
    COMPLETED,
    /** All that was done is undone. */
    COMPENSATED,
    /** An operator has ended it where it stood. */
    ABANDONED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean hasEnded() {
        return switch (this) {
            case RUNNING, COMPENSATING, STUCK -> false;
            case COMPLETED, COMPENSATED, ABANDONED -> true;
        };
    }

    static SagaState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** @return null for null */
    static SagaState asked(String text) {
        return text == null
                ? null
                : Arrays.stream(values())
                        .filter(state -> state.text().equals(text))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid(
                                "state",
                                "must be one of "
                                        + Arrays.stream(values())
                                                .map(SagaState::text)
                                                .collect(Collectors.joining(", "))));
    }
}
