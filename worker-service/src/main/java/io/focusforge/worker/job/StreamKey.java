package io.focusforge.worker.job;

/** A queue at one priority. */
public record StreamKey(String queue, Priority priority) {}
