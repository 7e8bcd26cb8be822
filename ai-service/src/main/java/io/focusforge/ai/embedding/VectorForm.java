package io.focusforge.ai.embedding;

/**
 * How vectors are wanted.
 *
 * @param dimensions 0 when the model is to decide
 */
record VectorForm(boolean base64, int dimensions) {}
