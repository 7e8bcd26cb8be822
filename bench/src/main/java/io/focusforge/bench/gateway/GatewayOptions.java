package io.focusforge.bench.gateway;

import io.focusforge.bench.Options;
import java.time.Duration;
import java.util.Set;

/**
 * What is measured, and how much.
 *
 * @param parts {@code rounds} (all contestants in turn), {@code connections}, {@code overload}; all if there is none
 * @param turn how long one contestant is loaded for one figure; the warm-up is four of them
 * @param connections how many streams are held open in the end
 */
public record GatewayOptions(Set<String> parts, int rounds, Duration turn, int connections) {
    private static final Set<String> PARTS = Set.of("rounds", "connections", "overload");
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 10_000;

    public static GatewayOptions of(Options options) {
        if (!PARTS.containsAll(options.words("--only"))) {
            throw new IllegalArgumentException("--only takes rounds, connections and overload");
        }
        return new GatewayOptions(
                options.words("--only"),
                options.positive("--rounds", ROUNDS),
                Duration.ofSeconds(options.positive("--seconds", SECONDS)),
                options.positive("--connections", CONNECTIONS));
    }

    boolean wants(String part) {
        return parts.isEmpty() || parts.contains(part);
    }
}
