package io.focusforge.orchestrator.task;

/**
 * Which part of a list is wanted.
 *
 * @param cursor null for the first page
 */
public record TaskPage(boolean ascending, QueryCursor cursor, int limit) {}
