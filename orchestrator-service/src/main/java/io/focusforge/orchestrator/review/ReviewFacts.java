package io.focusforge.orchestrator.review;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What a review is made of: the input of its chain. Lists are cut, counts are not.
 *
 * @param done tasks that were completed in the time, and still are, the latest first
 * @param slipped open tasks that were due before its end, those that have waited longest first
 * @param lessons what the user's sessions teach about estimates, by category
 * @param next open tasks that are due next
 */
@RegisterForReflection
public record ReviewFacts(
        Instant from,
        Instant to,
        Counts counts,
        List<Done> done,
        List<Due> slipped,
        List<Lesson> lessons,
        List<Due> next) {
    /** Of all that there are. */
    @RegisterForReflection
    public record Counts(long done, long slipped) {}

    /** @param estimateMinutes null when there is none @param focusMinutes 0 where no session was held */
    @RegisterForReflection
    public record Done(String title, Instant completedAt, Integer estimateMinutes, long focusMinutes) {}

    /** @param dueAt never null */
    @RegisterForReflection
    public record Due(String title, Instant dueAt, Integer estimateMinutes) {}

    /** @param medianRatio how often as long as estimated the middle task takes */
    @RegisterForReflection
    public record Lesson(String category, int tasks, double medianRatio) {}
}
