package io.focusforge.worker.finish;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;

/** How a job has finished. {@code error}, of the last attempt, and {@code result} may be null. */
public record Finish(JobKey job, JobState.Finished state, JobError error, JsonNode result) {}
