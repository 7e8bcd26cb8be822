package io.focusforge.bench.orchestrator;

import io.focusforge.bench.Options;
import java.time.Duration;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param parts {@code steps}, {@code rebuild}, {@code served}, {@code tasks}, {@code chat}, {@code parallel}; all if there is none
 * @param seconds of each contestant's turn in a round
 * @param events that are read by a rebuild
 */
public record OrchestratorOptions(Set<String> parts, int rounds, Duration seconds, int events) {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final Set<String> PARTS = Set.of("steps", "rebuild", "served", "tasks", "chat", "parallel");
    private static final int EVENTS = 1_000_000;

    public static OrchestratorOptions of(Options options) {
        if (!PARTS.containsAll(options.words("--only"))) {
            throw new IllegalArgumentException("--only takes steps, rebuild, served, tasks, chat and parallel");
        }
        return new OrchestratorOptions(
                options.words("--only"),
                options.positive("--rounds", ROUNDS),
                Duration.ofSeconds(options.positive("--seconds", SECONDS)),
                options.positive("--events", EVENTS));
    }

    boolean wants(String part) {
        return parts.isEmpty() || parts.contains(part);
    }
}
