package io.focusforge.ai.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the leases of this pod's calls while they run. */
final class Leases {
    private static final int RENEWALS_PER_LEASE = 3;
    /** Not all at once: with thousands of open streams the last one would wait longer for Redis than a call may. */
    private static final int TURNS = 20;

    private final Set<Reservation> running = ConcurrentHashMap.newKeySet();
    private final LimitsConfig config;
    private final Clock clock;
    private int turn;

    Leases(LimitsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    Reservation keep(Reservation reservation) {
        running.add(reservation);
        return reservation;
    }

    void ended(Reservation reservation) {
        running.remove(reservation);
    }

    /** How often {@link #renew} is to be called. */
    Duration every() {
        return period().dividedBy(TURNS);
    }

    /** Prolongs those whose turn it is, each once in a period: most calls are over before their lease has to be prolonged. */
    synchronized void renew() {
        var now = clock.instant();
        turn = (turn + 1) % TURNS;
        running.removeIf(call -> isTooLong(Duration.between(call.since(), now)));
        running.stream()
                .filter(call -> Math.floorMod(System.identityHashCode(call), TURNS) == turn)
                .filter(call -> Duration.between(call.since(), now).compareTo(period()) >= 0)
                .forEach(Reservation::renew);
    }

    private Duration period() {
        return config.lease().dividedBy(RENEWALS_PER_LEASE);
    }

    private boolean isTooLong(Duration age) {
        return age.compareTo(config.longestCall()) > 0;
    }
}
