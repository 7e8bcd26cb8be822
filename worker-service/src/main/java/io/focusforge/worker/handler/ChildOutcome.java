package io.focusforge.worker.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.JobError;
import java.util.UUID;

/** What has come of a job that this one waited for. */
public sealed interface ChildOutcome {
    UUID job();

    String type();

    /**
     * @param result null when there was nothing to tell, or more than can be handed on
     * @param omitted whether it was more
     */
    record Succeeded(UUID job, String type, JsonNode result, boolean omitted) implements ChildOutcome {}

    /** It failed or was cancelled, and this job was to go on and see that ({@code onChildFailure: continue}). */
    record Failed(UUID job, String type, JobError error) implements ChildOutcome {}

    /** It failed or was cancelled, and this job was to go on as if it had not ({@code onChildFailure: ignore}). */
    record Ignored(UUID job, String type, JobError error) implements ChildOutcome {}
}
