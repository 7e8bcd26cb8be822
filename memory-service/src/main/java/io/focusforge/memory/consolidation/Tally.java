package io.focusforge.memory.consolidation;

/** What a step has come to. */
record Tally(int lookedAt, int promoted, int merged) {
    static final Tally NONE = new Tally(0, 0, 0);
}
