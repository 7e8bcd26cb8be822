package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.id.Ids;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.creation.NewTasks;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes the tasks of series, each in the transaction that moves its series on. */
@ApplicationScoped
public class Occurrences {
    private final SeriesStore store;
    private final NewTasks newTasks;

    Occurrences(SeriesStore store, NewTasks newTasks) {
        this.store = store;
        this.newTasks = newTasks;
    }

    /**
     * The tasks that follow on those which have just ended, to be written by the caller. A series goes on from its last task only.
     *
     * @param ended of one owner
     */
    public List<TaskChange> after(Pipeline pipeline, TaskKey owner, Collection<Task> ended, Instant now) {
        var made = new ArrayList<TaskChange>();
        for (var task : ended) {
            if (task.recurrence() != null) {
                var key = new TaskKey(
                        owner.tenant(), owner.owner(), task.recurrence().seriesId());
                store.find(pipeline.connection(), key)
                        .filter(series ->
                                series.next() == Next.COMPLETION && task.id().equals(series.lastTaskId()))
                        .flatMap(series -> make(pipeline, key, series, now, latest(series.last(), now)))
                        .ifPresent(made::add);
            }
        }
        return made;
    }

    /** By the calendar: whatever became of the task before. @return empty if it has been made by somebody else, or there is none */
    Optional<TaskChange> whenDue(Pipeline pipeline, TaskKey key, Instant now) {
        return store.find(pipeline.connection(), key)
                .filter(series ->
                        series.next() == Next.CALENDAR && !series.last().isAfter(now))
                .flatMap(series -> make(pipeline, key, series, now, series.last()));
    }

    private Optional<TaskChange> make(Pipeline pipeline, TaskKey key, Series series, Instant now, Instant after) {
        return series.times(after, 1).stream().findFirst().map(time -> at(pipeline, key, series, time, now));
    }

    private TaskChange at(Pipeline pipeline, TaskKey key, Series series, Instant at, Instant now) {
        var task = new TaskKey(key.tenant(), key.owner(), Ids.next());
        var trace = TraceContext.current().traceparent();
        store.change(
                pipeline, series, new SeriesStore.Change(key, new SeriesEvent.Occurred(at, task.id()), now, trace));
        var template = series.template();
        var created = new TaskEvent.Created(template.title(), template.description(), at, template.labels());
        var change = TaskChange.creation(task, created, now, trace).and(new TaskEvent.Recurring(series.id(), at));
        newTasks.begin(pipeline, change);
        return template.reminders().isEmpty() ? change : change.and(new TaskEvent.RemindersSet(template.reminders()));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
