/**
 * Chains, tasks and sagas of two orchestrators while processes, Redis, Postgres and neighbours fail: each run ends, each step takes effect once,
 * and what is read is what the events come to. A seed decides what is asked, what fails, and at which call of a step.
 */
package io.focusforge.chaos.runs;
