package io.focusforge.worker.terms;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How a job wants to be tried again. What is left out is as with its type. */
public record Retry(
        @Min(1) @Max(100) Integer attempts,

        @JsonDeserialize(using = SecondsOrIso.class) @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration base,

        @JsonDeserialize(using = SecondsOrIso.class) @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration cap,

        Jitter jitter) {
    /** There is one kind; it can be said, so that nobody has to guess. */
    public enum Jitter {
        @JsonProperty("full")
        FULL;

        @Override
        public String toString() {
            return "full";
        }
    }

    /** @return null when the type's is meant */
    public RetryPolicy backoff(RetryPolicy ofType) {
        if (base == null && cap == null) {
            return null;
        }
        var first = base == null ? shorter(ofType.base(), cap) : base;
        if (cap != null && cap.compareTo(first) < 0) {
            throw ProblemException.invalid("retry.cap", "must not be shorter than retry.base");
        }
        return new RetryPolicy(first, Objects.requireNonNullElseGet(cap, () -> longer(ofType.cap(), first)));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
