/**
 * Agents that work on a goal together. A team is a graph of turns, of which each asks a model and then does what that has called for:
 *
 * <pre>
 *   t1 ─► t1.act ─► t2 ─► t2.act ─► … ─► the supervisor ends it, and what is left is skipped
 * </pre>
 *
 * Who is next, and what each has been told, follows from the results of the turns and from nothing else, so that any process can go on.
 */
package io.focusforge.orchestrator.agentrun;
