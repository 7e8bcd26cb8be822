package io.focusforge.worker.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a schedule has to do now. Times that are late by no more than a grace period are on time, so that a restart in the wrong moment is
 * no outage.
 *
 * @param fires the times that fire, in order
 * @param missed the times that are left out; null when there are none
 * @param next the first time that is still to come
 */
record Due(List<Instant> fires, Missed missed, Optional<Instant> next) {
    static final int MOST = 1_000;
    /** Missed times are counted up to here. */
    static final int COUNTED = 2 * MOST;

    /** @param more whether there were others that were not counted */
    record Missed(Instant first, int times, boolean more) {
        private static Missed of(List<Instant> times, boolean more) {
            return times.isEmpty() ? null : new Missed(times.getFirst(), times.size(), more);
        }
    }

    /** @param from the next time, when it was looked at last */
    static Due of(Timing timing, Instant from, Instant now, CatchUp catchUp, Duration grace) {
        var border = now.minus(grace);
        var late = timing.between(from, border, COUNTED);
        var onTime = timing.between(from.isAfter(border) ? from : border.plusNanos(1), now, MOST);
        var more = late.size() == COUNTED;
        var next = timing.after(now);
        return switch (catchUp) {
            case SKIP -> new Due(onTime, Missed.of(late, more), next);
            case ONE -> one(late, onTime, next);
            case ALL -> all(Stream.concat(late.stream(), onTime.stream()).toList(), more, next);
        };
    }

    private static Due one(List<Instant> late, List<Instant> onTime, Optional<Instant> next) {
        var more = late.size() == COUNTED;
        return onTime.isEmpty() && !late.isEmpty()
                ? new Due(List.of(late.getFirst()), Missed.of(late.subList(1, late.size()), more), next)
                : new Due(onTime, Missed.of(late, more), next);
    }

    private static Due all(List<Instant> times, boolean more, Optional<Instant> next) {
        var fires = Math.min(MOST, times.size());
        return new Due(times.subList(0, fires), Missed.of(times.subList(fires, times.size()), more), next);
    }
}
