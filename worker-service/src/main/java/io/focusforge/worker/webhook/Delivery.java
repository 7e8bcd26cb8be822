package io.focusforge.worker.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to deliver to an endpoint.
 *
 * @param at when it began
 * @param status what the receiver answered; absent when it did not
 * @param error absent when it took the event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
        UUID id, UUID jobId, int attempt, String eventType, Instant at, int durationMs, Integer status, String error) {}
