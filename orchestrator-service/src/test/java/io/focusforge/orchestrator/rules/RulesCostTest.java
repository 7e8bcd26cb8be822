package io.focusforge.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules stand in the path of every task: no text may make them slow. What they cost otherwise is a matter of benchmarks. */
class RulesCostTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void costsLittleForTheWorstOfTexts() {
        for (var worst : List.of("by ".repeat(7_000), "a,".repeat(10_000), " ".repeat(20_000), "1".repeat(20_000))) {
            var text = new RuleText("x", worst, null, List.of());
            assertThat(run(text, 20).dividedBy(20)).isLessThan(Duration.ofMillis(250));
        }
    }

    private static Duration run(RuleText text, int times) {
        var start = THREADS.getCurrentThreadCpuTime();
        for (var i = 0; i < times; i++) {
            var analysis = AnalysisRules.analyze(text, NOW);
            assertThat(PlanRules.plan(text, analysis.estimateMinutes(), analysis.category(), NOW))
                    .isNotEmpty();
        }
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    }
}
