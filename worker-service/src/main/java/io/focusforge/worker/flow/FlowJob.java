package io.focusforge.worker.flow;

import io.focusforge.worker.job.Job;
import java.util.UUID;

/**
 * A job of a new flow.
 *
 * @param parent the job that waits for it; null for the root
 * @param chained whether it is the step before its parent
 * @param onFailure what its failure means to its parent
 */
record FlowJob(Job job, UUID parent, boolean chained, OnFailure onFailure) {}
