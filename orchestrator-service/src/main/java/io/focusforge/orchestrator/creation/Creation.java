package io.focusforge.orchestrator.creation;

import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.orchestrator.task.Task;
import java.util.Optional;
import java.util.UUID;

/** What became of the wish for a task. */
public sealed interface Creation {
    /** It was made; analysed if that took no longer than the caller waits. */
    record Made(Task task) implements Creation {}

    /** It had been made before, under the same idempotency key. */
    record Replayed(UUID task, Optional<StoredAnswer> answer) implements Creation {}
}
