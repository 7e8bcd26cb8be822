package io.focusforge.chaos.history;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * How soon work went on after a fault: both with what had been accepted before its end and not been begun, which shows that the backlog moves, and
 * with what was accepted after it. A job that was under way at that moment says nothing, and neither does a new one alone: whoever
 * accepts it may run it at once, without the parts that failed.
 */
public final class Pace {
    private final Map<String, Long> acceptedAt = new HashMap<>();
    private final Map<String, Long> begunAt;
    private final List<Event.Finished> finishes;
    private final List<Event.FaultEnded> faults;

    public Pace(History history) {
        history.all(Event.Accepted.class)
                .forEach(answer -> answer.jobs().forEach(job -> acceptedAt.put(job, answer.at())));
        begunAt = history.all(Event.Claimed.class).stream()
                .collect(toMap(Event.Claimed::job, Event.Claimed::at, Math::min));
        finishes = history.all(Event.Finished.class);
        faults = history.all(Event.FaultEnded.class);
    }

    /** @return empty when it never did until the end of the history */
    public Optional<Duration> wentOnAfter(Event.FaultEnded fault) {
        var end = fault.at();
        var fresh = firstEnd(end, job -> acceptedAt.get(job) >= end);
        var backlog = acceptedAt.keySet().stream().anyMatch(job -> waitedAt(job, end))
                ? firstEnd(end, job -> waitedAt(job, end))
                : fresh;
        return fresh.isEmpty() || backlog.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.of(Math.max(fresh.getAsLong(), backlog.getAsLong()) - end, ChronoUnit.MICROS));
    }

    /** The one after which it took longest, of those after which work went on. */
    public Optional<Pause> longest() {
        return faults.stream()
                .flatMap(fault -> wentOnAfter(fault).map(took -> new Pause(fault.what(), took)).stream())
                .max(Comparator.comparing(Pause::took));
    }

    private boolean waitedAt(String job, long time) {
        return acceptedAt.get(job) < time && begunAt.getOrDefault(job, Long.MAX_VALUE) >= time;
    }

    private OptionalLong firstEnd(long since, Predicate<String> ofJob) {
        return finishes.stream()
                .filter(finish -> finish.at() >= since && acceptedAt.containsKey(finish.job()))
                .filter(finish -> ofJob.test(finish.job()))
                .mapToLong(Event.Finished::at)
                .findFirst();
    }
}
