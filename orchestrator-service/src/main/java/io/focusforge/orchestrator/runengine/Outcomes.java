package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.node.NullNode;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import java.util.Optional;

/** What came of an attempt, looked at before it counts. Made without the run's lock. */
record Outcomes(StepOutcome outcome, String text) {
    /** @param longest that a result or a seed may be as JSON */
    static Outcomes of(StepOutcome outcome, int longest) {
        return switch (outcome) {
            case null -> failed("no_outcome", "The step ended without an outcome.", StepUsage.NONE);
            case StepOutcome.Done done
            when done.result() == null ->
                new Outcomes(new StepOutcome.Done(NullNode.getInstance(), done.usage(), done.skips()), "null");
            case StepOutcome.Done done -> bounded(done, done.result().toString(), longest, done.usage());
            case StepOutcome.Expands expands -> bounded(expands, expands.seed().toString(), longest, StepUsage.NONE);
            case StepOutcome.Skipped _, StepOutcome.Waits _, StepOutcome.Fails _ -> new Outcomes(outcome, null);
        };
    }

    static Outcomes timeout(Step step) {
        var seconds = step.node.terms().timeout().toMillis() / 1000.0;
        return new Outcomes(
                new StepOutcome.Fails("timeout", "The step took longer than %s s.".formatted(seconds), true), null);
    }

    private static Outcomes bounded(StepOutcome outcome, String text, int longest, StepUsage usage) {
        return text.length() <= longest
                ? new Outcomes(outcome, text)
                : failed(
                        "result_too_large", "The step's result has more than %d characters.".formatted(longest), usage);
    }

    private static Outcomes failed(String code, String message, StepUsage usage) {
        return new Outcomes(new StepOutcome.Fails(code, message, false, Optional.empty(), usage), null);
    }
}
