package io.focusforge.worker.dedupe;

import io.focusforge.worker.job.Job;
import java.util.UUID;

/** What requests share to be one job. The user is part of it: a job is no business of anybody but its owner. */
record DedupeKey(UUID tenant, UUID user, String type, String key) {
    static DedupeKey of(Job job, Dedupe dedupe) {
        return new DedupeKey(job.key().tenant(), job.user(), job.type(), dedupe.key());
    }
}
