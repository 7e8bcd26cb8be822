package io.focusforge.memory.conversations;

/** What the messages up to and including number {@code upTo} say, in so many tokens. */
public record Summary(String text, int upTo, int tokens) {}
