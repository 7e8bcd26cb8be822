package io.focusforge.worker.deadletter;

/** A page of dead letters; a null cursor asks for the first. */
record DeadLetterQuery(DeadLetterFilter filter, int limit, DeadLetterCursor cursor) {}
