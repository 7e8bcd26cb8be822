package io.focusforge.orchestrator.chainrun;

import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;

/** How the engine tries a step. */
final class Terms {
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    /** The time over which a model is asked is the step's own; this is what it takes to say that it is over. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Terms() {}

    static StepTerms of(Step step) {
        var common = step.common();
        var retry = common.retry();
        return new StepTerms(
                common.timeout().plus(GRACE),
                retry.attempts(),
                retry.backoff(),
                retry.backoff().compareTo(LONGEST_BACKOFF) > 0 ? retry.backoff() : LONGEST_BACKOFF,
                hasOutsideEffects(step));
    }

    private static boolean hasOutsideEffects(Step step) {
        return switch (step) {
            case Step.Prompt _, Step.Tool _ -> true;
            case Step.Http http -> http.hasOutsideEffects();
            case Step.Search _,
                    Step.Recall _,
                    Step.Transform _,
                    Step.Parallel _,
                    Step.Branch _,
                    Step.Each _,
                    Step.Call _,
                    Step.Approve _,
                    Step.Agents _,
                    Step.Wait _ -> false;
        };
    }
}
