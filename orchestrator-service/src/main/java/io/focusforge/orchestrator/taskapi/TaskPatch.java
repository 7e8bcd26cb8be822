package io.focusforge.orchestrator.taskapi;

import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The body of {@code PATCH}: what is absent (null here) stays, what is null (empty here) is removed, the rest is set. */
public final class TaskPatch {
    private Optional<
                    @NotBlank(message = Limits.BLANK_MESSAGE) @Size(max = Limits.TITLE, message = Limits.TITLE_MESSAGE)
                    @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE) String>
            title;

    private Optional<
                    @Size(max = Limits.DESCRIPTION, message = Limits.DESCRIPTION_MESSAGE)
                    @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE) String>
            description;

    private Optional<Instant> dueAt;

    private Optional<
                    @Size(max = Limits.LABELS, message = Limits.LABELS_MESSAGE) List<
                            @NotBlank(message = Limits.LABEL_MESSAGE)
                            @Size(max = Limits.LABEL, message = Limits.LABEL_MESSAGE)
                            @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE) String>>
            labels;

    private Optional<UUID> parentId;

    private Optional<@Size(max = Links.MOST_DEPENDENCIES) List<@NotNull UUID>> dependsOn;

    private Optional<@Size(max = Limits.REMINDERS) List<@NotNull ReminderDraft>> reminders;

    public void setTitle(Optional<String> title) {
        this.title = title;
    }

    public void setDescription(Optional<String> description) {
        this.description = description;
    }

    public void setDueAt(Optional<Instant> dueAt) {
        this.dueAt = dueAt;
    }

    public void setLabels(Optional<List<String>> labels) {
        this.labels = labels;
    }

    public void setParentId(Optional<UUID> parentId) {
        this.parentId = parentId;
    }

    public void setDependsOn(Optional<List<UUID>> dependsOn) {
        this.dependsOn = dependsOn;
    }

    public void setReminders(Optional<List<ReminderDraft>> reminders) {
        this.reminders = reminders;
    }

    boolean hasLinks() {
        return parentId != null || dependsOn != null;
    }

    Optional<LinkWish> linksOf(Task task) {
        return hasLinks()
                ? Optional.of(new LinkWish(
                        parentId == null ? task.parentId() : parentId.orElse(null),
                        dependsOn == null ? task.dependsOn() : dependsOn.orElse(List.of())))
                : Optional.empty();
    }

    /** @return nothing if the task is like that already */
    List<TaskEvent> applyTo(Task task) {
        var event = new TaskEvent.Updated(
                title == null ? task.title() : title.orElseThrow(),
                description == null ? task.description() : description.orElse(null),
                dueAt == null ? task.dueAt() : DueDate.require("dueAt", dueAt.orElse(null)),
                labels == null
                        ? task.labels()
                        : labels.orElse(List.of()).stream().distinct().toList());
        var events = new ArrayList<TaskEvent>();
        if (changes(task, event)) {
            events.add(event);
        }
        if (reminders != null) {
            var wanted = ReminderDraft.reminders(reminders.orElse(List.of()), task.reminders());
            if (!wanted.equals(task.reminders())) {
                events.add(new TaskEvent.RemindersSet(wanted));
            }
        }
        return events;
    }

    private static boolean changes(Task task, TaskEvent.Updated event) {
        return !event.title().equals(task.title())
                || !Objects.equals(event.description(), task.description())
                || !Objects.equals(event.dueAt(), task.dueAt())
                || !event.labels().equals(task.labels());
    }
}
