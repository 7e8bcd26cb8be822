package io.focusforge.orchestrator.task;

import java.util.UUID;

/** A task is found by its tenant and its owner too: for everybody else it does not exist. */
public record TaskKey(UUID tenant, UUID owner, UUID id) {}
