package io.focusforge.orchestrator.task;

import io.focusforge.orchestrator.event.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A task made from its events alone. */
@ApplicationScoped
public class TaskHistory {
    private final TaskJson json;

    TaskHistory(TaskJson json) {
        this.json = json;
    }

    /** @return empty for a task that never was, or is no more */
    public Optional<Task> replay(UUID id, List<StoredEvent> events) {
        Task task = null;
        for (var stored : events) {
            var event = json.event(stored.type(), stored.data());
            task = event instanceof TaskEvent.Created created
                    ? Task.created(id, created, stored.time())
                    : task.apply(event, stored.time());
        }
        return Optional.ofNullable(task);
    }
}
