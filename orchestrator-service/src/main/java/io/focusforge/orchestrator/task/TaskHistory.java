package io.focusforge.orchestrator.task;

import io.focusforge.orchestrator.event.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A task made from its events alone. */
@ApplicationScoped
public class TaskHistory {
    /** Raised when the same events make another task than before, so that what was kept of replays is not used any more. */
    public static final int FORMAT = 1;

    private final TaskJson json;

    TaskHistory(TaskJson json) {
        this.json = json;
    }

    public static TaskHistory over(TaskJson json) {
        return new TaskHistory(json);
    }

    /** @return empty for a task that never was, or is no more */
    public Optional<Task> replay(UUID id, List<StoredEvent> events) {
        return Optional.ofNullable(replay(id, null, events));
    }

    /** @param task what it was before these events; null for nothing, as is the answer */
    public Task replay(UUID id, Task task, List<StoredEvent> events) {
        var after = task;
        for (var stored : events) {
            var event = json.event(stored.type(), stored.data());
            after = event instanceof TaskEvent.Created created
                    ? Task.created(id, created, stored.time())
                    : after.apply(event, stored.time());
        }
        return after;
    }
}
