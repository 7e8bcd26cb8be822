package io.focusforge.memory.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How far the newest version has come.
 *
 * @param readyVersion the one that is found; null before the first is ready
 * @param percent of the whole way, 0 to 100
 * @param reason why it failed, for its owner; null unless it did
 * @param job of the worker
 * @param stages in order, the last ones
 * @param step counts whatever changes
 */
public record Ingestion(
        int version,
        Integer readyVersion,
        DocumentState state,
        int percent,
        String reason,
        UUID job,
        List<Stage> stages,
        long step) {
    private static final int STAGES_KEPT = 32;
    private static final int WHOLE = 100;

    public Ingestion {
        stages = List.copyOf(stages);
    }

    static Ingestion first(UUID job, Instant now) {
        return new Ingestion(0, null, null, 0, null, job, List.of(), 0).next(job, now);
    }

    /** Of the version after this one. */
    Ingestion next(UUID job, Instant now) {
        return new Ingestion(version + 1, readyVersion, null, 0, null, job, List.of(), step)
                .in(DocumentState.QUEUED, 0, null, now);
    }

    /** The same version anew. */
    Ingestion again(UUID job, Instant now) {
        return new Ingestion(version, readyVersion, null, 0, null, job, stages, step)
                .in(DocumentState.QUEUED, 0, null, now);
    }

    /** Once it is ready, it is what is found. */
    Ingestion reported(StageReport report, Instant now) {
        var furthest = Math.max(percent, report.percent());
        return switch (report.state()) {
            case READY ->
                new Ingestion(version, version, state, percent, null, job, stages, step)
                        .in(DocumentState.READY, WHOLE, null, now);
            case FAILED -> in(DocumentState.FAILED, percent, report.reason(), now);
            case QUEUED, EXTRACTING, SPLITTING, EMBEDDING, INDEXING, CANCELLED ->
                in(report.state(), furthest, null, now);
        };
    }

    Ingestion cancelled(Instant now) {
        return in(DocumentState.CANCELLED, percent, null, now);
    }

    Ingestion failed(String why, Instant now) {
        return in(DocumentState.FAILED, percent, why, now);
    }

    /** After it was said to be deleted, which was a step, too. */
    Ingestion restored() {
        return new Ingestion(version, readyVersion, state, percent, reason, job, stages, step + 2);
    }

    private Ingestion in(DocumentState next, int nextPercent, String why, Instant now) {
        var told = new ArrayList<>(stages);
        if (next != state) {
            told.add(new Stage(next, now, step + 1));
        }
        var kept = told.subList(Math.max(0, told.size() - STAGES_KEPT), told.size());
        return new Ingestion(version, readyVersion, next, nextPercent, why, job, kept, step + 1);
    }
}
