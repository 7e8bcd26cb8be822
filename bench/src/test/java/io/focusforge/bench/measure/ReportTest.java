package io.focusforge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void goalStandsBesideItsFigureAndSaysWhenItIsMissed() {
        assertThat(printed(Goal.atLeast(2).aiming(5), 1.9)).contains("| x | ≥ 2 (aim: 5) missed | 1.90 |");
        assertThat(printed(Goal.atLeast(2).aiming(5), 2.0)).contains("| x | ≥ 2 (aim: 5) | 2.00 |");
        assertThat(printed(Goal.atMost(1).aiming(0.5), 1.1)).contains("| x | ≤ 1 (aim: 0.5) missed | 1.10 |");
        assertThat(printed(Goal.atLeast(10_000), 10_000)).contains("| x | ≥ 10,000 | 10000 |");
        assertThat(printed(Goal.atMost(0.25).aiming(0.125), 0.2)).contains("| x | ≤ 0.25 (aim: 0.125) | 0.20 |");
    }

    private static String printed(Goal goal, double value) {
        var out = new ByteArrayOutputStream();
        new Report(List.of(Figure.of("x", "ratio", List.of(value))), Map.of("x", goal))
                .print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
