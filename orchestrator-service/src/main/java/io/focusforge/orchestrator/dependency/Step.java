package io.focusforge.orchestrator.dependency;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happens to tasks by one step.
 *
 * @param events what happens to each, those that were not asked for included
 * @param refused those that were asked for and cannot be changed, with the reason
 */
public record Step(Map<Task, List<TaskEvent>> events, Map<UUID, ProblemException> refused) {
    static Step empty() {
        return new Step(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    void add(Task task, TaskEvent... happened) {
        events.put(task, List.of(happened));
    }
}
