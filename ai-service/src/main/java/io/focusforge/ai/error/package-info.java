/** Owns the shape of errors under {@code /v1}, which is OpenAI's, so that its client libraries understand them. */
package io.focusforge.ai.error;
