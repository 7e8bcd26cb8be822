package io.focusforge.e2e.history;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How soon work went on after a fault. Only jobs that were accepted after its end count: what was under way before says nothing. */
public final class Pace {
    private final Map<String, Long> acceptedAt = new HashMap<>();
    private final List<Event.Finished> finishes;

    public Pace(History history) {
        history.all(Event.Accepted.class)
                .forEach(answer -> answer.jobs().forEach(job -> acceptedAt.put(job, answer.at())));
        finishes = history.all(Event.Finished.class);
    }

    /** @return empty when no such job ended until the end of the history */
    public Optional<Duration> wentOnAfter(Event.FaultEnded end) {
        return finishes.stream()
                .filter(finish -> acceptedAt.getOrDefault(finish.job(), Long.MIN_VALUE) >= end.at())
                .findFirst()
                .map(finish -> Duration.of(finish.at() - end.at(), ChronoUnit.MICROS));
    }
}
