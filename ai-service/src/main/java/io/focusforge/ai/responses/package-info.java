/**
 * Owns {@code POST /v1/responses}: OpenAI's Responses API without state, for every chat model. A request is written as a chat completion,
 * which takes the same way as all others, and its answer is written back as a response, whole or event by event. What has no counterpart in
 * a chat completion is refused by name.
 */
package io.focusforge.ai.responses;
