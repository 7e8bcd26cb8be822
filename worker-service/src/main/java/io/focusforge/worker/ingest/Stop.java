package io.focusforge.worker.ingest;

import io.focusforge.worker.job.JobResult;
import java.util.Optional;

/** Why an attempt does not go on. */
sealed interface Stop {
    /** It was cancelled, deleted, or there is a newer version. */
    record Unwanted() implements Stop {}

    record Trouble(JobResult result) implements Stop {}

    static Optional<Stop> unless(Answer<Boolean> goOn) {
        return switch (goOn) {
            case Answer.Given<Boolean>(var value) -> value ? Optional.empty() : Optional.of(new Unwanted());
            case Answer.Trouble<Boolean>(var result) -> Optional.of(new Trouble(result));
        };
    }
}
