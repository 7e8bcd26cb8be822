package io.focusforge.orchestrator.saga;

import java.util.UUID;

/**
 * Which sagas are asked for.
 *
 * @param state null for all
 * @param kind null for all
 * @param before the id after which, from the newest on, the list goes on; null for its beginning
 */
public record SagaFilter(SagaState state, String kind, UUID before, int atMost) {}
