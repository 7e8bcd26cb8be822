package io.focusforge.orchestrator.flagrollout;

import io.focusforge.orchestrator.flag.Tally;
import java.time.Instant;
import java.util.UUID;

/**
 * A version that part of the users get.
 *
 * @param version the new one
 * @param base the one that was active when the rollout began, which the new one is compared with
 * @param reason why it was rolled back; null while it runs
 */
record Rollout(
        UUID tenant,
        String name,
        Version version,
        Version base,
        double percentage,
        boolean running,
        String reason,
        Times times) {
    /** A version of a chain, and how its runs have ended. */
    record Version(int number, UUID id, Tally tally) {}

    /** @param countedUntil runs that had ended by then are in the tallies */
    record Times(Instant countedUntil, Instant startedAt, Instant endedAt) {}
}
