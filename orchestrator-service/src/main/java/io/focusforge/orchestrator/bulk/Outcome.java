package io.focusforge.orchestrator.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/**
 * What became of one task.
 *
 * @param code why it was refused, as in a problem
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(UUID id, String outcome, String code, String detail) {
    static Outcome changed(UUID id) {
        return new Outcome(id, "changed", null, null);
    }

    static Outcome unchanged(UUID id) {
        return new Outcome(id, "unchanged", null, null);
    }

    static Outcome refused(UUID id, ProblemException problem) {
        return new Outcome(id, "refused", problem.code().code(), problem.getMessage());
    }

    boolean isRefused() {
        return code != null;
    }

    ProblemException problem() {
        return new ProblemException(
                code.equals(ErrorCode.NOT_FOUND.code()) ? ErrorCode.NOT_FOUND : ErrorCode.CONFLICT,
                "Nothing was changed, because of task %s: %s".formatted(id, detail));
    }
}
