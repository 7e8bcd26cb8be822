/**
 * Walks graphs, so that each step ends once whichever process dies. What is to be known afterwards is recorded before anything follows from it;
 * records of many runs share a commit.
 *
 * <pre>
 *   Walk       which steps can begin, and what follows from an end: plain, of one thread at a time
 *   Execution  a run that is walked here: steps on threads of their own, records in order
 *   Journal    what executions record, in batches, under the engine's lease
 *   Engine     takes runs, and gives them up: at the end, when they wait, or with its lease
 * </pre>
 */
package io.focusforge.orchestrator.runengine;
