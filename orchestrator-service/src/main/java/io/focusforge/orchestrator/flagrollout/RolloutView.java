package io.focusforge.orchestrator.flagrollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.orchestrator.flag.Tally;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A rollout as the API shows it.
 *
 * @param state {@code running} or {@code rolled_back}
 * @param runs of the new version that have ended since the rollout began
 * @param baseRuns of the version that it is compared with
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutView(
        String chain,
        int version,
        int baseVersion,
        double percentage,
        String state,
        String reason,
        Tally runs,
        Tally baseRuns,
        Instant startedAt,
        Instant endedAt) {
    static RolloutView of(Rollout rollout) {
        return new RolloutView(
                rollout.name(),
                rollout.version().number(),
                rollout.base().number(),
                rollout.percentage(),
                rollout.running() ? "running" : "rolled_back",
                rollout.reason(),
                rollout.version().tally(),
                rollout.base().tally(),
                rollout.times().startedAt(),
                rollout.times().endedAt());
    }
}
