package io.focusforge.orchestrator.chainrun;

import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Duration;
import java.util.Optional;

/** How steps of chains fail. The codes are stable. */
final class Failed {
    static final String EXPRESSION = "expression_failed";
    static final String OUTPUT = "output_invalid";
    static final String INPUT = "input_invalid";

    private Failed() {}

    static StepOutcome forGood(String code, String message) {
        return new StepOutcome.Fails(code, message, false);
    }

    static StepOutcome forGood(String code, String message, StepUsage usage) {
        return new StepOutcome.Fails(code, message, false, Optional.empty(), usage);
    }

    static StepOutcome forNow(String code, String message, Optional<Duration> retryAfter, StepUsage usage) {
        return new StepOutcome.Fails(code, message, true, retryAfter, usage);
    }

    static StepOutcome forNow(String code, String message, Optional<Duration> retryAfter) {
        return forNow(code, message, retryAfter, StepUsage.NONE);
    }
}
