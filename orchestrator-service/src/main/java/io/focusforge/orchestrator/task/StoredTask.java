package io.focusforge.orchestrator.task;

import java.util.UUID;

/** A row of the projection: {@code document} is the task as JSON. */
public record StoredTask(UUID id, UUID owner, int version, String document) {}
