package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What can happen to a task. The records are kept for good: a component is never renamed, and a new one may be absent. */
public sealed interface TaskEvent {
    record Created(String title, String description, Instant dueAt, List<String> labels) implements TaskEvent {}

    record Analyzed(Analysis analysis, List<Recollection> context, RecallState recall) implements TaskEvent {}

    /** The model has answered after the rules had stood in for it. */
    record Reanalyzed(Analysis analysis) implements TaskEvent {}

    record Planned(List<TaskPlanStep> steps, String model) implements TaskEvent {}

    /** All that can be edited, as it is after the edit. */
    record Updated(String title, String description, Instant dueAt, List<String> labels) implements TaskEvent {}

    /** What it belongs to and waits for, as it is after the change. */
    record Linked(UUID parentId, List<UUID> dependsOn, boolean blocked) implements TaskEvent {}

    /** One of those that it waits for is open again. */
    record Blocked() implements TaskEvent {}

    /** The last of those that it waits for is done. */
    record Unblocked() implements TaskEvent {}

    record Recurring(UUID seriesId, Instant occurrence) implements TaskEvent {}

    /** All reminders, as they are after the change. */
    record RemindersSet(List<Reminder> reminders) implements TaskEvent {}

    record Reminded(Instant at) implements TaskEvent {}

    record Completed() implements TaskEvent {}

    record Reopened() implements TaskEvent {}

    record Deleted() implements TaskEvent {}

    record AnalysisFailed(String reason) implements TaskEvent {}
}
