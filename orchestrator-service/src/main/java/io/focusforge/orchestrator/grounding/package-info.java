/**
 * What an answer stands on: memories and pieces of documents that are looked for in parallel, the prompt in which they fit beside the conversation,
 * and citations, of which none is told that was not found word by word in what is stored.
 */
package io.focusforge.orchestrator.grounding;
