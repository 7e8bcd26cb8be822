package io.focusforge.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault once, in the order of a fixed seed; {@code ./focusforge chaos} goes on for as long as one likes. The topologies are tried
 * side by side: each has servers and workers of its own, and most of the time waits for what a fault has left.
 */
class ChaosIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final long SEED = 4;
    /** On a machine that is busy with other things: {@code -Dfocusforge.chaos.within=30}, in seconds. */
    private static final Duration WITHIN =
            Duration.ofSeconds(Long.getLong("focusforge.chaos.within", Options.PROMISED.toSeconds()));

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void losesNothingDoesNothingTwiceAndGoesOn(Topology topology) throws Exception {
        var options = Options.quick(PROJECT, PROJECT.resolve("chaos/target/chaos"), SEED, topology, WITHIN);
        var result = new Run(options, topology, line -> System.out.println(topology + ": " + line)).run();
        assertThat(result.violations()).as("%s", result).isEmpty();
    }
}
