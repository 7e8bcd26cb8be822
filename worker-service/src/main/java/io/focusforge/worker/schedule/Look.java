package io.focusforge.worker.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a look at a schedule finds to be done.
 *
 * @param fires in order
 * @param missed null when nothing is left out
 * @param next null when there is no next time
 */
record Look(Schedule schedule, List<Fire> fires, Due.Missed missed, Instant next) {
    /** A scheduler's. */
    static Look at(Schedule schedule, Instant now, Duration grace) {
        var from = schedule.progress().nextAt();
        if (from == null || from.isAfter(now)) {
            return new Look(schedule, List.of(), null, from);
        }
        var due = Due.of(
                schedule.spec().when().timing(), from, now, schedule.spec().catchUp(), grace);
        var fires = due.fires().stream().map(time -> Fire.waiting(time, false)).toList();
        return new Look(schedule, fires, due.missed(), due.next().orElse(null));
    }

    /** Of somebody who wants it to fire now. */
    static Look byHand(Schedule schedule, Instant now) {
        return new Look(
                schedule,
                List.of(Fire.waiting(now, true)),
                null,
                schedule.progress().nextAt());
    }

    /** Whether it matters what has become of the jobs before. */
    boolean dependsOnTheLast() {
        return !fires.isEmpty() || schedule.progress().waiting() > 0;
    }
}
