package io.focusforge.orchestrator.plan;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.TaskKey;
import java.util.UUID;

/** A plan is found by its tenant and its owner too: for everybody else it does not exist. */
public record PlanKey(UUID tenant, UUID owner, UUID id) {
    private static final int LENGTH = 36;

    /** @param id of a path: what cannot be one is the id of no plan */
    public static PlanKey of(Caller caller, String id) {
        try {
            if (id.length() == LENGTH) {
                return new PlanKey(caller.tenant(), caller.user(), UUID.fromString(id));
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("plan");
        }
        throw ProblemException.notFound("plan");
    }

    public TaskKey task(UUID task) {
        return new TaskKey(tenant, owner, task);
    }
}
