package io.focusforge.worker.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A flow in an answer, in the shape in which it was asked for.
 *
 * @param id of the job for which all the others are done
 * @param states how many of its jobs are in each state
 */
public record FlowView(UUID id, int total, Map<String, Integer> states, Branch tree) {
    /** A job with what it waits for, or a chain. */
    public sealed interface Branch {}

    /** @param error the last, absent unless it has failed */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record JobBranch(
            UUID id,
            String type,
            String state,
            OnFailure onFailure,
            FlowError error,
            Instant endedAt,
            List<Branch> children)
            implements Branch {}

    /** In the order in which they run; the last stands for all. */
    public record ChainBranch(List<JobBranch> chain) implements Branch {}

    /** Why a job has failed. */
    public record FlowError(String code, String message) {}
}
