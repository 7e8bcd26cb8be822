package io.focusforge.worker.schedule;

import io.focusforge.worker.job.JobError;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A time at which a schedule fired, or should have.
 *
 * @param manual somebody asked for it
 * @param job null unless it has started
 * @param startedAt when the job was made, or could not be made
 * @param times how many times it stands for
 * @param more whether there were others that were not counted
 * @param error null unless it has failed
 */
record Fire(
        Instant dueAt,
        boolean manual,
        State state,
        UUID job,
        Instant startedAt,
        int times,
        boolean more,
        JobError error) {
    enum State {
        STARTED,
        WAITING,
        FAILED,
        MISSED;

        static State of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Fire waiting(Instant dueAt, boolean manual) {
        return new Fire(dueAt, manual, State.WAITING, null, null, 1, false, null);
    }

    static Fire missed(Due.Missed missed) {
        return new Fire(missed.first(), false, State.MISSED, null, null, missed.times(), missed.more(), null);
    }

    Fire started(UUID made, Instant now) {
        return new Fire(dueAt, manual, State.STARTED, made, now, times, more, null);
    }

    Fire failed(JobError why) {
        return new Fire(dueAt, manual, State.FAILED, null, why.time(), times, more, why);
    }
}
