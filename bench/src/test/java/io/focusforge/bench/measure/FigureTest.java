package io.focusforge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.bench.load.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void valueIsTheMedianOfTheRounds() {
        assertThat(Figure.of("x", "ms", List.of(9.0, 1.0, 2.0)).value()).isEqualTo(2.0);
        assertThat(Figure.of("x", "ms", List.of(4.0, 1.0, 2.0, 9.0)).value()).isEqualTo(3.0);
    }

    @Test
    void percentileIsTheSmallestLatencyThatTheShareDoesNotExceed() {
        var latencies = new long[100];
        for (var i = 0; i < 100; i++) {
            latencies[i] = (100 - i) * 1_000_000L;
        }
        var outcome = new Outcome(latencies, 0, Duration.ofSeconds(2));
        assertThat(outcome.percentile(0.95)).isEqualTo(95.0);
        assertThat(outcome.percentile(0.5)).isEqualTo(50.0);
        assertThat(outcome.perSecond()).isEqualTo(50.0);
    }
}
