package io.focusforge.orchestrator.recurrence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.focusforge.orchestrator.task.Reminder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A series of tasks, as the API shows it. It changes by events only: {@link #apply}.
 *
 * @param startsAt the first time, from whose time of day and day the rule counts
 * @param next when the task behind the present one is made
 * @param skipped times of the rule at which there is no task
 * @param last the time of the task that was made last
 * @param lastTaskId that task
 */
public record Series(
        UUID id,
        String rule,
        String timeZone,
        Instant startsAt,
        Next next,
        Template template,
        List<Instant> skipped,
        Instant last,
        UUID lastTaskId,
        boolean ended,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /** What each task of the series begins as. */
    public record Template(String title, String description, List<String> labels, List<Reminder> reminders) {
        public Template {
            labels = List.copyOf(labels);
            reminders = List.copyOf(reminders);
        }
    }

    public Series {
        skipped = List.copyOf(skipped);
    }

    static Series begun(UUID id, SeriesEvent.Begun e, Instant time) {
        return new Series(
                id,
                e.rule(),
                e.timeZone(),
                e.startsAt(),
                e.next(),
                e.template(),
                List.of(),
                e.startsAt(),
                e.taskId(),
                false,
                1,
                time,
                time);
    }

    Series apply(SeriesEvent event, Instant time) {
        return switch (event) {
            case SeriesEvent.Begun _ -> throw new IllegalStateException("a series begins once");
            case SeriesEvent.Changed e ->
                with(
                        e.rule(),
                        e.timeZone(),
                        e.startsAt(),
                        e.next(),
                        e.template(),
                        skipped,
                        last,
                        lastTaskId,
                        ended,
                        time);
            case SeriesEvent.Skipped e -> {
                var all = new HashSet<>(skipped);
                all.add(e.at());
                yield with(rule, timeZone, startsAt, next, template, sorted(all), last, lastTaskId, ended, time);
            }
            case SeriesEvent.Occurred e ->
                with(rule, timeZone, startsAt, next, template, after(e.at()), e.at(), e.taskId(), ended, time);
            case SeriesEvent.Ended _ ->
                with(rule, timeZone, startsAt, next, template, skipped, last, lastTaskId, true, time);
        };
    }

    /** The first times of the rule that are neither past {@code after} nor skipped. */
    List<Instant> times(Instant after, int atMost) {
        var zone = ZoneId.of(timeZone);
        return ended
                ? List.of()
                : Rule.of(rule, startsAt.atZone(zone).toLocalDateTime(), zone)
                        .next(after.atZone(zone), Set.copyOf(skipped), atMost)
                        .stream()
                        .map(time -> time.toInstant())
                        .toList();
    }

    /** The time of the task behind the present one. */
    @JsonIgnore
    Optional<Instant> following() {
        return times(last, 1).stream().findFirst();
    }

    private List<Instant> after(Instant time) {
        return skipped.stream().filter(time::isBefore).toList();
    }

    private static List<Instant> sorted(Set<Instant> times) {
        return times.stream().sorted().toList();
    }

    private Series with(
            String newRule,
            String newZone,
            Instant newStart,
            Next newNext,
            Template newTemplate,
            List<Instant> newSkipped,
            Instant newLast,
            UUID newTask,
            boolean newEnded,
            Instant time) {
        return new Series(
                id,
                newRule,
                newZone,
                newStart,
                newNext,
                newTemplate,
                newSkipped,
                newLast,
                newTask,
                newEnded,
                version + 1,
                createdAt,
                time);
    }
}
