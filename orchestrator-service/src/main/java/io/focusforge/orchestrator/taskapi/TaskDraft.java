package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.recurrence.Next;
import io.focusforge.orchestrator.recurrence.Series;
import io.focusforge.orchestrator.recurrence.SeriesDraft;
import io.focusforge.orchestrator.task.Reminder;
import io.focusforge.orchestrator.task.TaskEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The body of {@code POST /api/v1/tasks}. Only the title is required. */
public record TaskDraft(
        @NotBlank(message = Limits.BLANK_MESSAGE)
        @Size(max = Limits.TITLE, message = Limits.TITLE_MESSAGE)
        @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE)
        String title,

        @Size(max = Limits.DESCRIPTION, message = Limits.DESCRIPTION_MESSAGE)
        @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE)
        String description,

        Instant dueAt,

        @Size(max = Limits.LABELS, message = Limits.LABELS_MESSAGE)
        List<
                        @NotBlank(message = Limits.LABEL_MESSAGE)
                        @Size(max = Limits.LABEL, message = Limits.LABEL_MESSAGE)
                        @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE) String>
                labels,

        UUID parentId,

        @Size(max = Links.MOST_DEPENDENCIES) List<@NotNull UUID> dependsOn,

        @Size(max = Limits.REMINDERS) List<@NotNull ReminderDraft> reminders,

        @Valid RecurrenceDraft recurrence) {
    TaskEvent.Created toEvent() {
        return new TaskEvent.Created(title, description, DueDate.require("dueAt", dueAt), uniqueLabels());
    }

    Optional<LinkWish> links() {
        var named = dependsOn == null ? List.<UUID>of() : dependsOn;
        return parentId == null && named.isEmpty() ? Optional.empty() : Optional.of(new LinkWish(parentId, named));
    }

    List<Reminder> remindersOf() {
        return reminders == null ? List.of() : ReminderDraft.reminders(reminders, List.of());
    }

    Optional<SeriesDraft> recurrenceOf(List<Reminder> given) {
        if (recurrence == null) {
            return Optional.empty();
        }
        if (dueAt == null) {
            throw ProblemException.invalid("dueAt", "is needed for a task that comes again: the rule counts from it");
        }
        var moving = given.stream().filter(reminder -> reminder.at() == null).toList();
        var template = new Series.Template(title, description, uniqueLabels(), moving);
        var next = recurrence.next() == null ? Next.COMPLETION : recurrence.next();
        return Optional.of(SeriesDraft.checked(
                "recurrence.",
                new SeriesDraft(recurrence.rule(), recurrence.timeZone(), wholeSecond(), next, template)));
    }

    /** Rules know nothing finer. */
    private Instant wholeSecond() {
        return dueAt.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private List<String> uniqueLabels() {
        return labels == null ? List.of() : labels.stream().distinct().toList();
    }
}
