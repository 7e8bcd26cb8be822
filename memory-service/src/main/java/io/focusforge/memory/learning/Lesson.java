package io.focusforge.memory.learning;

/** What was learnt, now or when it was asked for first. */
record Lesson(Learned learned, boolean again) {}
