package io.focusforge.orchestrator.taskapi;

import io.focusforge.orchestrator.creation.Details;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.recurrence.NewSeries;
import io.focusforge.orchestrator.recurrence.SeriesDraft;
import io.focusforge.orchestrator.task.Reminder;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a new task belongs to and waits for, when to remind of it, and how it comes again. */
@ApplicationScoped
class TaskDetails {
    private final Links links;
    private final NewSeries series;

    TaskDetails(Links links, NewSeries series) {
        this.links = links;
        this.series = series;
    }

    Details of(TaskDraft draft) {
        var wish = draft.links();
        var reminders = draft.remindersOf();
        var recurrence = draft.recurrenceOf(reminders);
        if (wish.isEmpty() && reminders.isEmpty() && recurrence.isEmpty()) {
            return Details.NONE;
        }
        return (pipeline, creation) -> {
            var change = wish.map(given -> linked(pipeline, creation, given)).orElse(creation);
            change = recurrence
                    .map(given -> recurring(pipeline, creation, given))
                    .map(change::and)
                    .orElse(change);
            return reminded(change, reminders);
        };
    }

    private TaskChange linked(Pipeline pipeline, TaskChange creation, LinkWish wish) {
        links.lock(pipeline.connection(), creation.key());
        return creation.and(links.link(pipeline.connection(), creation.key(), null, wish.parentId(), wish.dependsOn()));
    }

    private TaskEvent recurring(Pipeline pipeline, TaskChange creation, SeriesDraft draft) {
        return new TaskEvent.Recurring(series.begin(pipeline, creation, draft), draft.startsAt());
    }

    private static TaskChange reminded(TaskChange change, List<Reminder> reminders) {
        return reminders.isEmpty() ? change : change.and(new TaskEvent.RemindersSet(reminders));
    }
}
