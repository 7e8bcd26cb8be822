package io.focusforge.worker.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The secrets of an endpoint. While one is replaced both sign, so that the receiver can change over without losing a delivery.
 *
 * @param former null, as {@code formerUntil}, when none was replaced
 */
record Keys(Secret present, Secret former, Instant formerUntil) {
    static Keys first() {
        return new Keys(Secret.generate(), null, null);
    }

    Keys rotate(Instant now, Duration overlap) {
        return new Keys(Secret.generate(), present, now.plus(overlap));
    }

    /** Those that sign now, the present one first. */
    List<Secret> signing(Instant now) {
        return isFormerValid(now) ? List.of(present, former) : List.of(present);
    }

    boolean isFormerValid(Instant now) {
        return formerUntil != null && now.isBefore(formerUntil);
    }
}
