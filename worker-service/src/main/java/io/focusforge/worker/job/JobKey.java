package io.focusforge.worker.job;

import java.util.Comparator;
import java.util.UUID;

/** Names a job. The order is the one in which rows are locked, so that two transactions never wait for each other. */
public record JobKey(UUID tenant, UUID id) implements Comparable<JobKey> {
    private static final Comparator<JobKey> ORDER =
            Comparator.comparing(JobKey::tenant).thenComparing(JobKey::id);

    @Override
    public int compareTo(JobKey other) {
        return ORDER.compare(this, other);
    }
}
