package io.focusforge.worker.stream;

import io.focusforge.worker.job.JobKey;

/** A message as it was read: {@code stream} and {@code entry} say where it lies until it is acknowledged. */
public record ReadyMessage(String stream, String entry, JobKey job) {}
