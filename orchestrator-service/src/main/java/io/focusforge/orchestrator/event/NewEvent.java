package io.focusforge.orchestrator.event;

import java.util.UUID;

/** An event about to be stored; {@code data} is JSON. */
public record NewEvent(UUID id, String type, String data) {}
