/**
 * Chains: prompts with a typed input and output, declared as files under {@code chains/<name>/v<version>/}. Running one always ends in
 * a value, within a bounded time: an answer that fits the output schema, or the reason why there is none.
 */
package io.focusforge.orchestrator.chain;
