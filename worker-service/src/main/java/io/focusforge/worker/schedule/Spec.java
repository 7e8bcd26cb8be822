package io.focusforge.worker.schedule;

/**
 * What a schedule is to do.
 *
 * @param name null when it has none
 * @param job the body of {@code POST /api/v1/jobs}, as JSON
 */
record Spec(String name, When when, CatchUp catchUp, Overlap overlap, String job) {}
