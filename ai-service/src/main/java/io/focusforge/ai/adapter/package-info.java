/**
 * Owns the dialects of providers that are not OpenAI's: Azure's addresses and key header, and Anthropic's Messages API, into which a
 * request is translated, and from which an answer is translated back, whole or event by event, so that nothing else has to know
 * whom it asks.
 */
package io.focusforge.ai.adapter;
