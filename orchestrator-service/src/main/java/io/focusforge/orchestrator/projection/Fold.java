package io.focusforge.orchestrator.projection;

import io.focusforge.common.event.CloudEvent;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.task.RebuiltTasks.Owned;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes tasks of events that come stream by stream. Holds one task that is not finished, however long its stream is. */
final class Fold {
    private static final String TASKS = CloudEvent.TYPE_PREFIX + "task.";
    private final TaskHistory history;
    private final List<Owned> finished = new ArrayList<>();
    private UUID stream;
    private UUID owner;
    private Task task;
    private boolean forgotten;

    Fold(TaskHistory history) {
        this.history = history;
    }

    void add(RecordedEvent event) {
        if (!event.stream().equals(stream)) {
            finish();
            stream = event.stream();
            owner = event.user();
            forgotten = false;
        }
        if (!event.isReadable()) {
            forgotten = true;
        }
        if (!forgotten && event.type().startsWith(TASKS)) {
            task = history.replay(stream, task, List.of(StoredEvent.of(event)));
        }
    }

    /** Nothing more of the present stream is to come. What was deleted, or forgotten, is no task. */
    void finish() {
        if (task != null && !forgotten) {
            finished.add(new Owned(owner, task));
        }
        task = null;
    }

    /** What was finished since this was asked last. */
    List<Owned> take() {
        var taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }
}
