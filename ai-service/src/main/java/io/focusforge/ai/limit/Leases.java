package io.focusforge.ai.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the leases of this pod's calls while they run. */
final class Leases {
    private static final int RENEWALS_PER_LEASE = 3;

    private final Set<Reservation> running = ConcurrentHashMap.newKeySet();
    private final LimitsConfig config;
    private final Clock clock;

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

    Duration period() {
        return config.lease().dividedBy(RENEWALS_PER_LEASE);
    }

    /** Called once in each period: most calls are over before their lease has to be prolonged. */
    void renew() {
        var now = clock.instant();
        running.removeIf(call -> isTooLong(Duration.between(call.since(), now)));
        running.stream()
                .filter(call -> Duration.between(call.since(), now).compareTo(period()) >= 0)
                .forEach(Reservation::renew);
    }

    private boolean isTooLong(Duration age) {
        return age.compareTo(config.longestCall()) > 0;
    }
}
