package io.focusforge.orchestrator.runengine;

import java.time.Duration;

/**
 * How an engine works.
 *
 * @param lease an engine that is not heard of for so long is taken for dead
 * @param lookEvery how often it looks for runs that are due, and for what was sent to its own
 * @param tickEvery how exactly times are kept
 * @param showAfter a step that runs for longer is shown as running
 * @param parkAfter a run that waits for longer is given up until then
 * @param runsAtOnce that it walks
 * @param stepsAtOnce that it runs
 * @param maxTakeovers of a run that loses its engine again and again
 * @param maxResult characters of JSON, of one step
 * @param stopWithin what steps get that run when the process ends
 */
public record EngineSettings(
        Duration lease,
        Duration lookEvery,
        Duration tickEvery,
        Duration showAfter,
        Duration parkAfter,
        int runsAtOnce,
        int stepsAtOnce,
        int maxTakeovers,
        int maxResult,
        Duration stopWithin,
        WalkLimits walk) {}
