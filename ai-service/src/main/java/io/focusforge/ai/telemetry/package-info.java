/**
 * Owns what can be seen of model calls from outside: their metrics and spans, by the names of OpenTelemetry's semantic conventions for
 * generative AI, and whether a tenant wants its prompts and answers in its spans. Without that wish no text of a call is in either.
 */
package io.focusforge.ai.telemetry;
