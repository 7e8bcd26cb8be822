package io.focusforge.worker.finish;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.postgres.JobRows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** How an attempt ended, and where that leaves the job. {@code error} and {@code result} may be null. */
public record Ending(Held held, JobState next, JobError error, JsonNode result) {
    /** The attempt that ended: {@code fence} proves that it was the newest. */
    public record Held(JobKey key, long fence, String type, String queue, int attempt, String traceparent) {
        public static Held of(Row row) {
            return new Held(
                    JobRows.key(row),
                    row.getLong("fence"),
                    row.getString("type"),
                    row.getString("queue"),
                    row.getInteger("attempt"),
                    row.getString("traceparent"));
        }
    }

    public static Ending of(
            Held held,
            JobState.Running state,
            JobResult result,
            RetryPolicy backoff,
            Instant now,
            RandomGenerator random) {
        return new Ending(
                held,
                state.end(result, backoff, now, random),
                JobError.of(result, held.attempt(), now).orElse(null),
                result instanceof JobResult.Done done ? done.result() : null);
    }
}
