package io.focusforge.worker.recover;

import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.postgres.JobRows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** A job whose time is over, locked by the transaction that found it. */
public record Overdue(Ending.Held held, JobState.Running state) {
    public static Overdue of(Row row) {
        return new Overdue(Ending.Held.of(row), JobRows.running(row));
    }

    Ending end(JobResult result, RetryPolicy backoff, Instant now) {
        return Ending.of(held, state, result, backoff, now, ThreadLocalRandom.current());
    }
}
