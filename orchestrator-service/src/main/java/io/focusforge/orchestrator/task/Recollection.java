package io.focusforge.orchestrator.task;

/** A memory that has to do with a task; {@code score} is 0 to 1. */
public record Recollection(String memoryId, String text, double score) {}
