package io.focusforge.worker.history;

/** Ends of statements that move jobs between the table of the unfinished and that of the finished. */
public final class Moves {
    private static final String UNCHANGED = """
            tenant_id, id, user_id, queue, type, payload, priority, max_attempts, fence, traceparent, created_at, priority_rank, \
            timeout_ms, backoff_base_ms, backoff_cap_ms, replays, replayed_at""";

    /** Follows a {@code WITH gone AS (DELETE … RETURNING jobs.*, ended_state, ended_result, ended_at)}; returns the keys and fences. */
    public static final String TO_FINISHED = """

            INSERT INTO finished_jobs (%1$s, run_at, started_at, attempt, deadline, errors, state, result, finished_at, updated_at)
            SELECT %1$s, run_at, started_at, attempt, deadline, errors, ended_state, ended_result, ended_at, ended_at FROM gone
            RETURNING tenant_id, id, fence""".formatted(UNCHANGED);

    /** Follows a {@code WITH gone AS (DELETE … RETURNING finished_jobs.*, again_at)}: the jobs begin anew at that time. */
    public static final String TO_QUEUED = """

            INSERT INTO jobs (%1$s, run_at, deadline, errors, state, updated_at)
            SELECT %1$s, again_at, CASE WHEN deadline > again_at THEN deadline END, errors, 'queued', again_at FROM gone
            """.formatted(UNCHANGED);

    private Moves() {}
}
