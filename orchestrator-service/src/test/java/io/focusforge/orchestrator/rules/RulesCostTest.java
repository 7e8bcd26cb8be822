package io.focusforge.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules stand in the path of every task, so they may cost next to nothing. */
class RulesCostTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void costsFarLessThanAMillisecond() {
        var text = new RuleText(
                "Prepare the Q3 board deck",
                "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
                Instant.parse("2026-11-06T17:00:00Z"),
                List.of("work"));
        run(text, 2_000);
        var perTask = run(text, 2_000).dividedBy(2_000);
        assertThat(perTask).isLessThan(Duration.ofNanos(300_000));
    }

    @Test
    void costsLittleForTheWorstOfTexts() {
        for (var worst : List.of("by ".repeat(7_000), "a,".repeat(10_000), " ".repeat(20_000), "1".repeat(20_000))) {
            var text = new RuleText("x", worst, null, List.of());
            run(text, 50);
            assertThat(run(text, 50).dividedBy(50)).isLessThan(Duration.ofMillis(10));
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
