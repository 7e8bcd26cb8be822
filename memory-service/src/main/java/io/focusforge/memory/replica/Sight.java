package io.focusforge.memory.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a replica. How old its data may be follows from marks: when it has reached the place that the primary had come to at an
 * instant, it has all that was committed before that instant, whatever its own clock says and whether it still hears of the primary.
 *
 * @param replayed how far it had come when it was asked last
 * @param wholeAt all that was committed before is there
 * @param mark a place of the primary that it has yet to reach
 */
record Sight(Position replayed, Instant wholeAt, Optional<Mark> mark, Instant askedAt) {
    static final Sight NONE = new Sight(new Position(0), Instant.MIN, Optional.empty(), Instant.MIN);

    /** @param at just before the primary was asked */
    record Mark(Position position, Instant at) {}

    boolean has(Position wanted) {
        return wanted.isReachedBy(replayed);
    }

    boolean isWholeSince(Instant oldest) {
        return !wholeAt.isBefore(oldest);
    }

    boolean isOlderThan(Duration age, Instant now) {
        return askedAt.isBefore(now.minus(age));
    }

    /** After both were asked. */
    Sight next(Position now, Optional<Mark> next, Instant asked) {
        var reached = next.filter(candidate -> candidate.position().isReachedBy(now));
        return new Sight(
                now, reached.map(Mark::at).orElse(wholeAt), reached.isPresent() ? Optional.empty() : next, asked);
    }
}
