package io.focusforge.orchestrator.task;

import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.event.Announcement;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Writes changes of tasks: their events, their projection and what the suite is told of them, all in the caller's transaction. */
@ApplicationScoped
public class TaskLedger {
    private static final String SOURCE = "/orchestrator/tasks";
    private static final int FEW = 5;

    private final EventStore events;
    private final TaskProjection projection;
    private final TaskJson json;
    private final Outbox outbox;
    private final ReminderJobs reminders;

    TaskLedger(EventStore events, TaskProjection projection, TaskJson json, Outbox outbox, ReminderJobs reminders) {
        this.events = events;
        this.projection = projection;
        this.json = json;
        this.outbox = outbox;
        this.reminders = reminders;
    }

    /**
     * Sends the statements; {@link Pipeline#await} says whether they succeeded, and refuses a change of a task that has changed meanwhile.
     *
     * @param jobs what the worker is asked to do along with it
     */
    public void append(Pipeline pipeline, TaskChange change, List<OutboxMessage> jobs) {
        appendAll(pipeline, List.of(change), jobs);
    }

    /** @param changes of one owner's tasks, each task once */
    public void appendAll(Pipeline pipeline, List<TaskChange> changes, List<OutboxMessage> jobs) {
        if (changes.isEmpty()) {
            return;
        }
        var batches = changes.stream().map(this::batch).toList();
        events.appendAll(pipeline, batches);
        projection.project(pipeline, changes);
        var messages = new ArrayList<>(told(batches));
        changes.forEach(change -> messages.addAll(reminders.after(change)));
        messages.addAll(jobs);
        pipeline.send(connection -> outbox.add(connection, messages));
    }

    private NewEvents batch(TaskChange change) {
        var key = change.key();
        var newEvents = change.events().stream()
                .map(event -> new NewEvent(Ids.next(), TaskEventType.nameOf(event), json.write(event)))
                .toList();
        return new NewEvents(
                key.tenant(),
                key.id(),
                change.expectedVersion(),
                newEvents,
                change.time(),
                key.owner(),
                change.traceparent());
    }

    /** Few events in rows of their own, as consumers can read them as soon as they are there; many in few rows. */
    private List<OutboxMessage> told(List<NewEvents> batches) {
        var all = batches.stream()
                .flatMap(batch -> Announcement.of(SOURCE, batch).stream())
                .toList();
        return all.size() <= FEW ? all.stream().map(outbox::event).toList() : outbox.events(all);
    }
}
