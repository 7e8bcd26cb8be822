package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.TaskKey;
import java.util.UUID;

/** The id in a path. What is no id is the id of no task. */
final class TaskIds {
    private static final int LENGTH = 36;

    private TaskIds() {}

    static TaskKey key(Caller caller, String id) {
        try {
            if (id.length() == LENGTH) {
                return new TaskKey(caller.tenant(), caller.user(), UUID.fromString(id));
            }
        } catch (IllegalArgumentException e) {
            throw noSuchTask();
        }
        throw noSuchTask();
    }

    private static ProblemException noSuchTask() {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no task with this id; ids of tasks are UUIDs.");
    }
}
