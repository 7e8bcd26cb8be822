package io.focusforge.orchestrator.event;

import java.time.Instant;

/** An event as it was stored; {@code data} is JSON. */
public record StoredEvent(int version, String type, Instant time, String data) {}
