package io.focusforge.orchestrator.runengine;

/**
 * What a run may become.
 *
 * @param steps with those within steps
 * @param depth of steps within steps
 * @param results characters of JSON, of all results together
 */
public record WalkLimits(int steps, int depth, long results) {}
