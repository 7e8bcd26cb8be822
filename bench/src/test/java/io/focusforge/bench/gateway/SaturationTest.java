package io.focusforge.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.bench.load.Outcome;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SaturationTest {
    @Test
    void oneInAHundredMayBeSlow() {
        assertThat(Saturation.isWithinLimit(calls(99, 1, 0))).isTrue();
        assertThat(Saturation.isWithinLimit(calls(98, 2, 0))).isFalse();
    }

    @Test
    void noneMayFail() {
        assertThat(Saturation.isWithinLimit(calls(100, 0, 1))).isFalse();
    }

    private static Outcome calls(int quick, int slow, int failed) {
        var latencies = new long[quick + slow];
        Arrays.fill(latencies, Duration.ofMillis(60).toNanos());
        Arrays.fill(latencies, 0, quick, Duration.ofMillis(2).toNanos());
        return new Outcome(latencies, failed, Duration.ofSeconds(1));
    }
}
