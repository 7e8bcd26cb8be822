package io.focusforge.worker.dispatch;

import io.focusforge.worker.job.Priority;

/** A queue at one priority. */
record StreamKey(String queue, Priority priority) {}
