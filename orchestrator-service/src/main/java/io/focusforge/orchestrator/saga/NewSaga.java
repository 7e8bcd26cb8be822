package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A saga that is to be.
 *
 * @param key its id is that of what it is about, where there is one: a saga of this id is begun once
 * @param input for its steps; it holds nothing about people but ids
 */
public record NewSaga(SagaKey key, JsonNode input, String traceparent) {}
