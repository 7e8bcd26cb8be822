package io.focusforge.bench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.bench.natives.Turn.Value;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void comparesAnExecutableWithAJvm() {
        var executable = new Turn(100, 80, 120, 900, OptionalDouble.of(300));
        var jvm = new Turn(1000, 200, 300, 1000, OptionalDouble.of(1500));
        assertThat(Turn.compared(executable, jvm))
                .contains(
                        new Value("ready_ms", "ms", 100),
                        new Value("ready_vs_jvm", "ratio", 0.1),
                        new Value("rss_mb", "MB", 80),
                        new Value("throughput_vs_jvm", "ratio", 0.9),
                        new Value("zero_to_done_vs_jvm", "ratio", 0.2));
    }

    @Test
    void onlyWorkersEndJobs() {
        var turn = new Turn(100, 80, 120, 900, OptionalDouble.empty());
        assertThat(Turn.compared(turn, turn))
                .extracting(Value::name)
                .noneMatch(name -> name.startsWith("zero_to_done"));
    }
}
