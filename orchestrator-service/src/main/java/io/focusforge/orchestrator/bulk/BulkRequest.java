package io.focusforge.orchestrator.bulk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.focusforge.common.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * The body of {@code POST /api/v1/tasks:bulk}.
 *
 * @param mode null for each on its own
 * @param update needed for that action, and for no other
 */
record BulkRequest(
        @Size(min = 1, max = MOST) List<@NotNull UUID> ids,
        @Valid BulkFilter filter,
        @NotNull Action action,
        @Valid BulkUpdate update,
        Mode mode) {
    static final int MOST = 1_000;

    enum Action {
        @JsonProperty("complete")
        COMPLETE,
        @JsonProperty("reopen")
        REOPEN,
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("update")
        UPDATE
    }

    enum Mode {
        /** Each task has its own outcome. */
        @JsonProperty("each")
        EACH,
        /** One refusal refuses all. */
        @JsonProperty("all")
        ALL
    }

    BulkRequest checked() {
        if ((ids == null) == (filter == null)) {
            throw ProblemException.invalid("ids", "send either 'ids' or 'filter'");
        }
        if ((action == Action.UPDATE) != (update != null)) {
            throw ProblemException.invalid("update", "belongs to the action 'update', which needs it");
        }
        if (update != null) {
            update.requireAny();
        }
        return this;
    }
}
