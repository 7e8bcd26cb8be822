package io.focusforge.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.orchestrator.task.TaskPlanStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanRulesTest {
    /** A Monday morning. */
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void plansTheBoardDeck() {
        var dueAt = Instant.parse("2026-11-06T17:00:00Z");
        var steps = plan(
                "Prepare the Q3 board deck",
                "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
                dueAt);
        assertThat(steps)
                .extracting(TaskPlanStep::title)
                .containsExactly("Collect numbers from finance", "Draft 12 slides", "Rehearse once");
        assertThat(steps).extracting(TaskPlanStep::id).containsExactly("s1", "s2", "s3");
        assertThat(steps).extracting(TaskPlanStep::dependsOn).containsExactly(List.of(), List.of("s1"), List.of("s2"));
        assertThat(steps).extracting(TaskPlanStep::estimateMinutes).containsExactly(45, 120, 30);
        assertThat(steps).extracting(TaskPlanStep::scheduledFor).isSorted().allMatch(start -> !start.isAfter(dueAt));
        assertThat(steps.getFirst().scheduledFor()).isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
    }

    @Test
    void takesTheTemplateOfItsKindWhenTheTextNamesNoSteps() {
        assertThat(plan("Research heat pumps", null, null))
                .extracting(TaskPlanStep::title)
                .containsExactly(
                        "Say what is to be found out",
                        "Collect sources",
                        "Compare what they say",
                        "Write down the result");
    }

    @Test
    void keepsASmallTaskInOneStep() {
        assertThat(plan("Call the dentist", null, null))
                .extracting(TaskPlanStep::title)
                .containsExactly("Call the dentist");
    }

    @Test
    void beginsWhatNamesADayNoLaterThanThatDay() {
        var steps = plan("Trip", "Book the hotel by Tuesday\nPack the bags", Instant.parse("2026-11-20T17:00:00Z"));
        assertThat(steps.getFirst().scheduledFor()).isBefore(Instant.parse("2026-11-04T00:00:00Z"));
    }

    @Test
    void schedulesNothingWhenTheDueDateIsOver() {
        assertThat(plan("Draft the text, send it", null, NOW.minus(Duration.ofDays(3))))
                .extracting(TaskPlanStep::scheduledFor)
                .containsOnlyNulls();
    }

    @Test
    void sharesTheEstimateAmongTheSteps() {
        var text = new RuleText("x", "Collect numbers, draft 12 slides, rehearse once", null, List.of());
        var sum = PlanRules.plan(text, 400, "writing", NOW).stream()
                .mapToInt(TaskPlanStep::estimateMinutes)
                .sum();
        assertThat(sum).isBetween(380, 420);
    }

    @Test
    void isNeverLateNorOutOfOrderWhateverTheDueDate() {
        var random = new Random(42);
        for (var i = 0; i < 2_000; i++) {
            var now = NOW.plusSeconds(random.nextInt(14 * 86_400));
            var dueAt = now.plusSeconds(random.nextInt(-100_000, 40 * 86_400));
            var steps = PlanRules.plan(
                    new RuleText(
                            "Trip", "Book a room by Tuesday, pack by friday, call Eve, clean up", dueAt, List.of()),
                    120,
                    "errand",
                    now);
            var starts = steps.stream()
                    .map(TaskPlanStep::scheduledFor)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(starts).isSorted().allMatch(start -> !start.isAfter(dueAt) && !start.isBefore(now));
        }
    }

    private static List<TaskPlanStep> plan(String title, String description, Instant dueAt) {
        var text = new RuleText(title, description, dueAt, List.of());
        var analysis = AnalysisRules.analyze(text, NOW);
        return PlanRules.plan(text, analysis.estimateMinutes(), analysis.category(), NOW);
    }
}
