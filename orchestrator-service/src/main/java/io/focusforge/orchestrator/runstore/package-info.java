/**
 * The journal of runs in Postgres. Every record of an engine is written in a transaction that holds the engine's lease, so that a process which
 * was taken for dead changes nothing any more.
 */
package io.focusforge.orchestrator.runstore;
