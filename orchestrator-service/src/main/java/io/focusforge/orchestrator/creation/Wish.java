package io.focusforge.orchestrator.creation;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.orchestrator.task.TaskEvent;
import java.util.Optional;

/**
 * A task that is to be made.
 *
 * @param waits whether the caller waits a moment for its analysis
 */
public record Wish(TaskEvent.Created draft, Details details, Optional<IdempotencyKey> key, boolean waits) {}
