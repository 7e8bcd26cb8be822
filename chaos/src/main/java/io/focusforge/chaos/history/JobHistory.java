package io.focusforge.chaos.history;

import java.util.List;
import java.util.Optional;

/**
 * One job through a run.
 *
 * @param accepted whether a client was told of it; otherwise its request was never answered, and it may be there or not
 * @param claims in order of time, as {@code deliveries} and {@code finishes}
 */
record JobHistory(
        String id,
        boolean accepted,
        List<Event.Claimed> claims,
        List<Event.Delivered> deliveries,
        List<Event.Finished> finishes,
        Optional<Event.Shown> shown) {

    /** The newest claim at this time. */
    Optional<Event.Claimed> claimAt(long time) {
        return claims.stream().filter(claim -> claim.at() <= time).reduce((first, second) -> second);
    }

    long taken() {
        return deliveries.stream().filter(Event.Delivered::wasTaken).count();
    }
}
