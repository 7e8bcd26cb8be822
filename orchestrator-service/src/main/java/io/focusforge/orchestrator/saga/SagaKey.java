package io.focusforge.orchestrator.saga;

import java.util.UUID;

/** Names a saga. */
public record SagaKey(UUID tenant, UUID id) {}
