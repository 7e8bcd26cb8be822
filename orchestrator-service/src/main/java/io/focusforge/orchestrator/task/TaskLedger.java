package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Writes a change of a task: its events, its projection and what the suite is told of it, all in the caller's transaction. */
@ApplicationScoped
public class TaskLedger {
    private static final String SOURCE = "/orchestrator/tasks";

    private final EventStore events;
    private final TaskStore tasks;
    private final TaskJson json;
    private final Outbox outbox;

    TaskLedger(EventStore events, TaskStore tasks, TaskJson json, Outbox outbox) {
        this.events = events;
        this.tasks = tasks;
        this.json = json;
        this.outbox = outbox;
    }

    /**
     * Sends the statements; {@link Pipeline#await} says whether they succeeded, and refuses a change of a task that has changed meanwhile.
     *
     * @param jobs what the worker is asked to do along with it
     */
    public void append(Pipeline pipeline, TaskChange change, List<OutboxMessage> jobs) {
        var newEvents = change.events().stream()
                .map(event -> new NewEvent(Ids.next(), TaskEventType.nameOf(event), json.write(event)))
                .toList();
        var key = change.key();
        events.append(
                pipeline,
                new NewEvents(
                        key.tenant(),
                        key.id(),
                        change.expectedVersion(),
                        newEvents,
                        change.time(),
                        key.owner(),
                        change.traceparent()));
        tasks.project(pipeline, change);
        pipeline.send(connection -> outbox.add(connection, messages(change, newEvents, jobs)));
    }

    private List<OutboxMessage> messages(TaskChange change, List<NewEvent> newEvents, List<OutboxMessage> jobs) {
        var messages = new ArrayList<OutboxMessage>(newEvents.size() + jobs.size());
        for (var event : newEvents) {
            messages.add(outbox.event(cloudEvent(change, event)));
        }
        messages.addAll(jobs);
        return messages;
    }

    private static CloudEvent cloudEvent(TaskChange change, NewEvent event) {
        return new CloudEvent(
                null,
                event.id(),
                SOURCE,
                event.type(),
                change.key().id().toString(),
                change.time(),
                null,
                change.key().tenant(),
                change.traceparent(),
                JsonNodeFactory.instance.rawValueNode(new RawValue(event.data())));
    }
}
