package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Events that have not been stored yet, and the task before and after them.
 *
 * @param before null for a task that is about to be created
 * @param after null for a task that is about to be deleted
 */
public record TaskChange(
        TaskKey key, Task before, List<TaskEvent> events, Task after, Instant time, String traceparent) {
    public static TaskChange creation(TaskKey key, TaskEvent.Created event, Instant time, String traceparent) {
        return new TaskChange(key, null, List.of(event), Task.created(key.id(), event, time), time, traceparent);
    }

    /** What a task is created with beside its text becomes events of its own. */
    public TaskChange and(TaskEvent event) {
        var all = Stream.concat(events.stream(), Stream.of(event)).toList();
        return new TaskChange(key, before, all, after.apply(event, time), time, traceparent);
    }

    public static TaskChange of(
            TaskKey key, Task before, List<? extends TaskEvent> events, Instant time, String trace) {
        var after = before;
        for (var event : events) {
            after = after.apply(event, time);
        }
        return new TaskChange(key, before, List.copyOf(events), after, time, trace);
    }

    public int expectedVersion() {
        return before == null ? 0 : before.version();
    }

    public Optional<Task> result() {
        return Optional.ofNullable(after);
    }
}
