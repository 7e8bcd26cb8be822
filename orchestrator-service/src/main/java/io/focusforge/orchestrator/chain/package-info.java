/**
 * The chains that are built in: files under {@code chains/}, in the format that everybody else's have. Running one for the planner always ends
 * in a value, within a bounded time: an answer that fits the output schema, or the reason why there is none.
 */
package io.focusforge.orchestrator.chain;
