package io.focusforge.ai.provider;

import java.time.Duration;

/**
 * A provider that was taken out of the table: its connections are closed some time after its last call. A call that waits between two
 * attempts is not counted as outstanding, hence the time.
 */
final class Retirement {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long BUSY = Long.MIN_VALUE;

    private final Provider provider;
    private long idleSince = BUSY;

    Retirement(Provider provider) {
        this.provider = provider;
    }

    /** Called regularly, by one thread; says whether the provider is closed now. */
    boolean isOver() {
        var now = System.nanoTime();
        if (provider.outstanding() > 0) {
            idleSince = BUSY;
        } else if (idleSince == BUSY) {
            idleSince = now;
        } else if (now - idleSince > GRACE.toNanos()) {
            provider.close();
            return true;
        }
        return false;
    }
}
