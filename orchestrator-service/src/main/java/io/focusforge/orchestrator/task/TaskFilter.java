package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which tasks to list. What is null does not filter.
 *
 * @param words each begins a word of the task; empty for any task
 */
public record TaskFilter(
        TaskStatus status,
        Priority priority,
        String label,
        Instant dueAfter,
        Instant dueBefore,
        UUID parent,
        Boolean blocked,
        List<String> words) {
    public static final TaskFilter ALL = new TaskFilter(null, null, null, null, null, null, null, List.of());
}
