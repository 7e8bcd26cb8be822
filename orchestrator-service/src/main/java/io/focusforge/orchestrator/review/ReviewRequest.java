package io.focusforge.orchestrator.review;

import io.focusforge.common.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/**
 * Which time is looked back at: the seven days until now when nothing is said.
 *
 * @param from null for seven days before its end
 * @param to null for now
 */
public record ReviewRequest(Instant from, Instant to) {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(92);

    /** @return with both its ends */
    ReviewRequest completed(Instant now) {
        var end = to == null ? now : to;
        var whole = new ReviewRequest(from == null ? end.minus(WEEK) : from, end);
        if (!whole.from().isBefore(end) || whole.from().isBefore(end.minus(LONGEST)) || end.isAfter(now.plus(WEEK))) {
            throw ProblemException.invalid(
                    "from", "must be before 'to', by 92 days at most, and 'to' at most a week ahead");
        }
        return whole;
    }
}
