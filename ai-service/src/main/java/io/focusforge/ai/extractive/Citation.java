package io.focusforge.ai.extractive;

/** Where a sentence of the answer comes from: {@code message} is the index in the request's messages. */
public record Citation(int index, int message, String text) {}
