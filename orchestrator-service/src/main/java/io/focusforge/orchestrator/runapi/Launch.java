package io.focusforge.orchestrator.runapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run is begun.
 *
 * @param atMost how long the answer to {@link RunMode#SYNC} may take; null for the default
 */
public record Launch(RunMode mode, Duration atMost, Optional<IdempotencyKey> key) {}
