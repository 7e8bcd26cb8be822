package io.focusforge.worker.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The times at which a schedule fires. */
sealed interface Timing permits Cron, Interval {
    /** @return the first time after this one; empty when there is none any more */
    Optional<Instant> after(Instant time);

    /** The first times from one instant to another, both included. */
    default List<Instant> between(Instant from, Instant to, int limit) {
        return Stream.iterate(after(from.minusNanos(1)), Optional::isPresent, time -> after(time.get()))
                .map(Optional::get)
                .takeWhile(time -> !time.isAfter(to))
                .limit(limit)
                .toList();
    }
}
