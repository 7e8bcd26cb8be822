/**
 * The model {@code focusforge}: what OpenAI's clients get when they ask for it. ai-service sends their requests here; they are answered like questions in
 * conversations, but nothing is kept, for these clients send all that was said each time.
 */
package io.focusforge.orchestrator.completion;
