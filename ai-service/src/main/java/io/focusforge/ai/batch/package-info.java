/**
 * Owns {@code POST /v1/chat/completions:batch}: many prompts in one request, some of them under way at once, answered in their order, each
 * with its own success or failure. Every one takes the way of a single chat completion, with its own limits and its own place in the ledger.
 */
package io.focusforge.ai.batch;
