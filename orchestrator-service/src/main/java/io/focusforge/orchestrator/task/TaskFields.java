package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A task that is being changed: what an event does not speak of stays as it was. */
final class TaskFields {
    private final Task before;
    String title;
    String description;
    TaskStatus status;
    List<String> labels;
    Instant dueAt;
    UUID parentId;
    List<UUID> dependsOn;
    boolean blocked;
    Occurrence recurrence;
    List<Reminder> reminders;
    Analysis analysis;
    TaskPlan plan;
    List<Recollection> context;

    TaskFields(Task task) {
        before = task;
        title = task.title();
        description = task.description();
        status = task.status();
        labels = task.labels();
        dueAt = task.dueAt();
        parentId = task.parentId();
        dependsOn = task.dependsOn();
        blocked = task.blocked();
        recurrence = task.recurrence();
        reminders = task.reminders();
        analysis = task.analysis();
        plan = task.plan();
        context = task.context();
    }

    Task at(Instant time) {
        return new Task(
                before.id(),
                title,
                description,
                status,
                labels,
                dueAt,
                parentId,
                dependsOn,
                blocked,
                recurrence,
                reminders,
                analysis,
                plan,
                context,
                before.version() + 1,
                before.createdAt(),
                time);
    }
}
