package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A task as the API shows it. It changes by events only: {@link #apply}.
 *
 * @param blocked whether it is open and waits for a task that is open too
 */
public record Task(
        UUID id,
        String title,
        String description,
        TaskStatus status,
        List<String> labels,
        Instant dueAt,
        UUID parentId,
        List<UUID> dependsOn,
        boolean blocked,
        Occurrence recurrence,
        List<Reminder> reminders,
        Analysis analysis,
        TaskPlan plan,
        List<Recollection> context,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    private static final int LONGEST_TEXT = 20_500;

    public Task {
        labels = List.copyOf(labels);
        dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
        reminders = reminders == null ? List.of() : List.copyOf(reminders);
        context = List.copyOf(context);
    }

    public static Task created(UUID id, TaskEvent.Created event, Instant time) {
        return new Task(
                id,
                event.title(),
                event.description(),
                TaskStatus.OPEN,
                event.labels(),
                event.dueAt(),
                null,
                List.of(),
                false,
                null,
                List.of(),
                Analysis.PENDING,
                TaskPlan.PENDING,
                List.of(),
                1,
                time,
                time);
    }

    /** The task after one more event; null after its deletion. */
    public Task apply(TaskEvent event, Instant time) {
        if (event instanceof TaskEvent.Deleted) {
            return null;
        }
        var fields = new TaskFields(this);
        change(fields, event);
        return fields.at(time);
    }

    private void change(TaskFields fields, TaskEvent event) {
        switch (event) {
            case TaskEvent.Created _ -> throw new IllegalStateException("a task is created once");
            case TaskEvent.Deleted _ -> throw new IllegalStateException("nothing is left of a deleted task");
            case TaskEvent.Analyzed e -> {
                fields.analysis = e.analysis();
                fields.context = e.context();
            }
            case TaskEvent.Reanalyzed e -> fields.analysis = e.analysis();
            case TaskEvent.Planned e -> fields.plan = new TaskPlan(Progress.DONE, e.steps());
            case TaskEvent.AnalysisFailed _ -> {
                fields.analysis = Analysis.FAILED;
                fields.plan = TaskPlan.FAILED;
            }
            case TaskEvent.Completed _ -> {
                fields.status = TaskStatus.COMPLETED;
                fields.blocked = false;
            }
            case TaskEvent.Reopened _ -> fields.status = TaskStatus.OPEN;
            case TaskEvent.Updated e -> edit(fields, e);
            case TaskEvent.Linked e -> link(fields, e);
            case TaskEvent.Blocked _ -> fields.blocked = true;
            case TaskEvent.Unblocked _ -> fields.blocked = false;
            case TaskEvent.Recurring e -> fields.recurrence = new Occurrence(e.seriesId(), e.occurrence());
            case TaskEvent.RemindersSet e -> fields.reminders = e.reminders();
            case TaskEvent.Reminded e ->
                fields.reminders = reminders.stream()
                        .map(reminder -> reminder.firedFor(e.at(), dueAt))
                        .toList();
        }
    }

    private static void edit(TaskFields fields, TaskEvent.Updated e) {
        fields.title = e.title();
        fields.description = e.description();
        fields.labels = e.labels();
        fields.dueAt = e.dueAt();
    }

    private static void link(TaskFields fields, TaskEvent.Linked e) {
        fields.parentId = e.parentId();
        fields.dependsOn = e.dependsOn();
        fields.blocked = e.blocked();
    }

    /** What recall looks for and memory keeps, alike, so that it is embedded once; no longer than memory takes. */
    public String text() {
        var text = description == null || description.isEmpty() ? title : title + "\n" + description;
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }

    public boolean wasCompleted() {
        return status == TaskStatus.COMPLETED;
    }

    /** Whether a reminder is to fire at this time. */
    public boolean remindsAt(Instant time) {
        return status == TaskStatus.OPEN && reminders.stream().anyMatch(reminder -> reminder.isArmedFor(time, dueAt));
    }
}
