package io.focusforge.ai.embedding;

/** Turns a text into its embedding, on the calling thread. */
interface TextEncoder {
    Embedding encode(String text);
}
