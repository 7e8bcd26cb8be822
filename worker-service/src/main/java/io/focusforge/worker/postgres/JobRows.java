package io.focusforge.worker.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.job.Terms;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns rows of the table {@code jobs} into values, and values into the arrays that statements take. */
@ApplicationScoped
public class JobRows {
    /** What a list needs; {@link #ALL} has the large columns too. */
    public static final String SUMMARY = """
            tenant_id, id, user_id, type, queue, priority, state, run_at, attempt, max_attempts, lease_until, \
            jsonb_path_query_array(errors, '$[last - %d to last]')::text AS errors, \
            traceparent, created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, \
            NULL::text AS payload, NULL::text AS result""".formatted(JobError.SHOWN - 1);

    public static final String ALL = """
            tenant_id, id, user_id, type, queue, priority, state, run_at, attempt, max_attempts, lease_until, \
            jsonb_path_query_array(errors, '$[last - %d to last]')::text AS errors, \
            traceparent, created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, \
            payload::text AS payload, result::text AS result""".formatted(JobError.SHOWN - 1);

    /** What a worker needs to run a job, of the table {@code jobs}. */
    public static final String CLAIMED = """
            jobs.tenant_id, jobs.id, user_id, type, jobs.queue, payload::text AS payload, attempt, max_attempts, fence, lease_until, \
            created_at, traceparent, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline""";

    private static final TypeReference<List<JobError>> ERRORS = new TypeReference<>() {};

    private final ObjectMapper json;

    JobRows(ObjectMapper json) {
        this.json = json;
    }

    public Job job(Row row) {
        return new Job(
                key(row),
                row.getUUID("user_id"),
                row.getString("type"),
                row.getString("queue"),
                Priority.ofRank(row.getInteger("priority")),
                row.getString("payload"),
                state(row),
                Statement.instant(row, "run_at"),
                row.getInteger("attempt"),
                row.getInteger("max_attempts"),
                errors(row.getString("errors")),
                row.getString("result"),
                row.getString("traceparent"),
                Statement.instant(row, "created_at"),
                Statement.instant(row, "updated_at"),
                terms(row));
    }

    public static ClaimedJob claimed(Row row) {
        return new ClaimedJob(
                key(row),
                row.getLong("fence"),
                row.getUUID("user_id"),
                row.getString("type"),
                row.getString("queue"),
                row.getString("payload"),
                running(row),
                Statement.instant(row, "created_at"),
                row.getString("traceparent"),
                terms(row));
    }

    public static JobKey key(Row row) {
        return new JobKey(row.getUUID("tenant_id"), row.getUUID("id"));
    }

    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON", e);
        }
    }

    public static UUID[] tenants(Collection<JobKey> keys) {
        return column(keys, JobKey::tenant, UUID[]::new);
    }

    public static UUID[] ids(Collection<JobKey> keys) {
        return column(keys, JobKey::id, UUID[]::new);
    }

    public static <T, C> C[] column(Collection<T> values, Function<T, C> cell, IntFunction<C[]> array) {
        return values.stream().map(cell).toArray(array);
    }

    private static JobState state(Row row) {
        var name = row.getString("state");
        return switch (name) {
            case JobState.Waiting.NAME -> new JobState.Waiting();
            case JobState.Queued.NAME -> new JobState.Queued(Statement.instant(row, "run_at"));
            case JobState.Dispatched.NAME -> new JobState.Dispatched();
            case JobState.Running.NAME -> running(row);
            case JobState.Succeeded.NAME -> new JobState.Succeeded(Statement.instant(row, "finished_at"));
            case JobState.Dead.NAME -> new JobState.Dead(Statement.instant(row, "finished_at"));
            case JobState.Cancelled.NAME -> new JobState.Cancelled(Statement.instant(row, "finished_at"));
            default -> throw new IllegalStateException("unknown state " + name);
        };
    }

    public static Terms terms(Row row) {
        var base = millis(row, "backoff_base_ms");
        return new Terms(
                row.getInteger("priority_rank"),
                millis(row, "timeout_ms"),
                base == null ? null : new RetryPolicy(base, millis(row, "backoff_cap_ms")),
                Statement.instant(row, "deadline"));
    }

    private static Duration millis(Row row, String column) {
        var millis = row.getInteger(column);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    public static JobState.Running running(Row row) {
        return new JobState.Running(
                row.getInteger("attempt"), row.getInteger("max_attempts"), Statement.instant(row, "lease_until"));
    }

    public List<JobError> errors(String text) {
        try {
            return json.readValue(text, ERRORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the errors of a job cannot be read", e);
        }
    }
}
