package io.focusforge.worker.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How far a schedule has come.
 *
 * @param nextAt null while it is paused
 * @param pausedAt null unless it is paused
 * @param lastJob null before the first
 * @param waiting fires that wait for the end of a job
 */
record Progress(Instant nextAt, Instant pausedAt, UUID lastJob, int waiting, Tally tally) {
    /** What has happened so far; {@code lastSkippedAt} may be null. */
    record Tally(long fired, long skipped, long missed, Instant lastSkippedAt) {
        static final Tally NOTHING = new Tally(0, 0, 0, null);

        Tally skipping(int times, Instant last) {
            return times == 0 ? this : new Tally(fired, skipped + times, missed, last);
        }
    }

    static Progress startingAt(Instant next) {
        return new Progress(next, null, null, 0, Tally.NOTHING);
    }

    /** When a scheduler has to look again: for the next time, and every so often while fires wait. Null for never. */
    Instant lookAt(Instant now, Duration every) {
        if (isPaused() || waiting == 0) {
            return nextAt;
        }
        var soon = now.plus(every);
        return nextAt != null && nextAt.isBefore(soon) ? nextAt : soon;
    }

    boolean isPaused() {
        return pausedAt != null;
    }

    Progress paused(Instant now) {
        return isPaused() ? this : new Progress(null, now, lastJob, waiting, tally);
    }

    Progress goingOnAt(Instant next) {
        return new Progress(next, null, lastJob, waiting, tally);
    }

    /** Those that wait are given up. */
    Progress withoutWaiting(Instant now) {
        return new Progress(nextAt, pausedAt, lastJob, 0, tally.skipping(waiting, now));
    }
}
