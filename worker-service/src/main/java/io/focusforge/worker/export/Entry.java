package io.focusforge.worker.export;

/** An entry of an event stream. {@code event} is JSON, or whatever else somebody has put there. */
record Entry(Position position, String event) {}
