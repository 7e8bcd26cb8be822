package io.focusforge.worker.schedule;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.JobKey;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A schedule as it is stored. Its jobs act for the user who made it. */
record Schedule(ScheduleKey key, UUID user, Spec spec, Progress progress, Instant createdAt, Instant updatedAt) {
    Schedule with(Spec changedSpec, Progress changedProgress, Instant now) {
        return new Schedule(key, user, changedSpec, changedProgress, createdAt, now);
    }

    Schedule with(Progress changed, Instant now) {
        return with(spec, changed, now);
    }

    JobKey lastJob() {
        return new JobKey(key.tenant(), progress.lastJob());
    }

    Caller owner() {
        return new Caller(key.tenant(), user, Set.of(), null);
    }
}
