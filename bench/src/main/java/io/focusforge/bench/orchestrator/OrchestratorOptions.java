package io.focusforge.bench.orchestrator;

import io.focusforge.bench.Options;
import java.time.Duration;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param seconds of each contestant's turn in a round
 */
public record OrchestratorOptions(int rounds, Duration seconds) {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final Set<String> PARTS = Set.of("steps");

    public static OrchestratorOptions of(Options options) {
        if (!PARTS.containsAll(options.words("--only"))) {
            throw new IllegalArgumentException("--only takes steps");
        }
        return new OrchestratorOptions(
                options.positive("--rounds", ROUNDS), Duration.ofSeconds(options.positive("--seconds", SECONDS)));
    }
}
