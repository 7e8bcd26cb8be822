package io.focusforge.worker.terms;

import io.focusforge.common.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** When a client wants its job to run. All may be null. */
public record Times(Instant runAt, Duration delay, Instant deadline) {
    private static final Duration LONGEST = Duration.ofDays(366);
    /** The clocks of clients are not ours: what was now to them is not refused. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Whether the job is to wait at all. */
    public boolean isLater() {
        return runAt != null || delay != null;
    }

    /** @return the first instant at which it may run, not before now */
    public Instant start(Instant now) {
        if (runAt != null && delay != null) {
            throw ProblemException.invalid("delay", "cannot be given together with runAt");
        }
        if (delay != null) {
            return now.plus(delay);
        }
        return runAt == null ? now : checked(now);
    }

    /** @return null when there is none */
    public Instant end(Instant now, Instant start) {
        if (deadline == null) {
            return null;
        }
        if (!deadline.isAfter(now)) {
            throw ProblemException.invalid("deadline", "is in the past");
        }
        if (deadline.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid("deadline", "is more than a year ahead");
        }
        if (!deadline.isAfter(start)) {
            throw ProblemException.invalid("deadline", "is not after the time at which the job may start");
        }
        return deadline;
    }

    private Instant checked(Instant now) {
        if (runAt.isBefore(now.minus(SKEW))) {
            throw ProblemException.invalid("runAt", "is in the past");
        }
        if (runAt.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid("runAt", "is more than a year ahead");
        }
        return runAt.isBefore(now) ? now : runAt;
    }
}
