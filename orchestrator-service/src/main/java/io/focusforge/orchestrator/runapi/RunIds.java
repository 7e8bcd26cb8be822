package io.focusforge.orchestrator.runapi;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.run.RunKey;
import java.util.UUID;

/** Runs as they are named in paths. What cannot be one does not exist. */
final class RunIds {
    private RunIds() {}

    static RunKey key(Caller caller, String id) {
        try {
            return new RunKey(caller.tenant(), UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw missing();
        }
    }

    static ProblemException missing() {
        return ProblemException.notFound("run");
    }

    static String path(UUID id) {
        return "/api/v1/runs/" + id;
    }
}
