package io.focusforge.memory.documents;

import java.time.Instant;

/** That a version came into a state. {@code step} counts whatever changes of the document. */
public record Stage(DocumentState state, Instant at, long step) {}
