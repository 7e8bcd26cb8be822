package io.focusforge.bench.gateway;

import io.focusforge.bench.Options;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param turn how long one contestant is loaded for one figure; the warm-up is four of them
 * @param connections how many streams are held open in the end
 */
public record GatewayOptions(int rounds, Duration turn, int connections) {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 10_000;

    public static GatewayOptions of(Options options) {
        return new GatewayOptions(
                options.positive("--rounds", ROUNDS),
                Duration.ofSeconds(options.positive("--seconds", SECONDS)),
                options.positive("--connections", CONNECTIONS));
    }
}
