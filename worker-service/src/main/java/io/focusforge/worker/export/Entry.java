package io.focusforge.worker.export;

import java.util.List;

/** An entry of an event stream. Its events are JSON, or whatever else somebody has put there. */
record Entry(Position position, List<String> events) {}
