package io.focusforge.orchestrator.task;

import io.focusforge.common.page.Cursor;
import java.time.Instant;

/** Which tasks to list. What is null does not filter. */
public record TaskFilter(
        TaskStatus status,
        Priority priority,
        String label,
        Instant dueAfter,
        Instant dueBefore,
        String words,
        boolean ascending,
        Cursor cursor,
        int limit) {}
