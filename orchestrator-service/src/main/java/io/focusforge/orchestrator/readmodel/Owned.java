package io.focusforge.orchestrator.readmodel;

import java.util.UUID;

/** Something that events have come to, and whose it is. */
public record Owned<T>(UUID owner, T thing) {}
