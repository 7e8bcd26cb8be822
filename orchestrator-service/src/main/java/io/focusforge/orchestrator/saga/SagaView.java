package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A saga as the API shows it. Lists leave out the steps; what is not there is absent.
 *
 * @param state {@code running}, {@code compensating}, {@code stuck}, {@code completed}, {@code compensated} or {@code abandoned}
 * @param error of the step that has failed for good
 * @param deadline by which it is to be done
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SagaView(
        UUID id,
        String kind,
        String state,
        Error error,
        List<Step> steps,
        Instant deadline,
        Instant createdAt,
        Instant updatedAt,
        Instant finishedAt) {
    /** As one that is not kept any longer once it was abandoned. */
    SagaView abandoned() {
        return new SagaView(
                id, kind, SagaState.ABANDONED.text(), error, steps, deadline, createdAt, updatedAt, finishedAt);
    }

    /** Why; the step is absent where it is plain. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Error(String step, String code, String message) {
        /** @return null when there is none */
        static Error of(String step, String code, String message) {
            return code == null ? null : new Error(step, code, message);
        }
    }

    /**
     * A step.
     *
     * @param state {@code pending}, {@code running}, {@code done}, {@code failed}, {@code compensating} or {@code compensated}
     * @param attempts of its action, or of its compensation once that was begun
     * @param nextAttemptAt when it is tried again
     * @param deadline of the attempt that is under way
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String name,
            String state,
            int attempts,
            Error error,
            Instant startedAt,
            Instant nextAttemptAt,
            Instant deadline,
            Instant finishedAt) {
        /** One that has no times to tell. */
        public static Step plain(String name, String state, int attempts) {
            return new Step(name, state, attempts, null, null, null, null, null);
        }
    }
}
