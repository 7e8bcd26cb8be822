package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.TaskChange;

/** What a task is to be besides its text. Looked at in the transaction that makes the task, which a refusal undoes. */
@FunctionalInterface
public interface Details {
    Details NONE = (_, creation) -> creation;

    TaskChange addTo(Pipeline pipeline, TaskChange creation);
}
