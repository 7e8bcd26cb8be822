package io.focusforge.worker.dedupe;

import io.focusforge.worker.job.Job;
import java.util.Optional;

/** A job as it was asked for. {@code dedupe} may be null. */
public record Draft(Job job, Dedupe dedupe) {
    Optional<DedupeKey> key() {
        return Optional.ofNullable(dedupe).map(given -> DedupeKey.of(job, given));
    }
}
