package io.focusforge.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.orchestrator.task.Energy;
import io.focusforge.orchestrator.task.Priority;
import io.focusforge.orchestrator.task.Progress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisRulesTest {
    /** A Monday morning. */
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @Test
    void analysesTheBoardDeck() {
        var analysis = AnalysisRules.analyze(
                new RuleText(
                        "Prepare the Q3 board deck",
                        "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
                        Instant.parse("2026-11-06T17:00:00Z"),
                        List.of("work")),
                NOW);
        assertThat(analysis.status()).isEqualTo(Progress.DONE);
        assertThat(analysis.priority()).isEqualTo(Priority.HIGH);
        assertThat(analysis.complexity()).isEqualTo(4);
        assertThat(analysis.estimateMinutes()).isEqualTo(45 + 120 + 30);
        assertThat(analysis.energy()).isEqualTo(Energy.HIGH);
        assertThat(analysis.category()).isEqualTo("writing");
        assertThat(analysis.risks()).contains("Depends on input from finance");
        assertThat(analysis.suggestedLabels()).contains("writing", "board", "finance", "this-week");
        assertThat(analysis.model()).isEqualTo("focusforge-rules");
        assertThat(analysis.degraded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Fix the outage asap, engineering, URGENT",
        "Email Bob the notes, communication, MEDIUM",
        "Buy milk, errand, MEDIUM",
        "Maybe research new keyboards someday, research, LOW",
        "Review the security audit by Wednesday, review, URGENT",
        "Call the client tomorrow, communication, URGENT",
        "Plan the offsite, planning, MEDIUM",
        "Pay the invoice next Wednesday, finance, HIGH",
        "zzz, general, MEDIUM"
    })
    void readsCategoryAndPriorityFromCueWords(String title, String category, Priority priority) {
        var analysis = analyze(title, null, null);
        assertThat(analysis.category()).isEqualTo(category);
        assertThat(analysis.priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T20:00:00Z, URGENT",
        "2026-11-04T20:00:00Z, HIGH",
        "2026-11-08T20:00:00Z, MEDIUM",
        "2026-10-01T00:00:00Z, URGENT"
    })
    void pressesMoreTheNearerTheDueDate(Instant dueAt, Priority priority) {
        assertThat(analyze("Sort the shelf", null, dueAt).priority()).isEqualTo(priority);
    }

    @Test
    void takesDurationsAtTheirWord() {
        assertThat(analyze("Practice the piano for 45 minutes", null, null).estimateMinutes())
                .isEqualTo(45);
        assertThat(analyze("Write the memo, 1.5 hours", null, null).estimateMinutes())
                .isEqualTo(90);
        assertThat(analyze("Reply in 3 days", null, null).estimateMinutes()).isEqualTo(10);
    }

    @Test
    void warnsOfWhatIsOverOrDoesNotFit() {
        assertThat(analyze("Sort the shelf", null, Instant.parse("2026-10-01T00:00:00Z"))
                        .risks())
                .contains("The deadline has passed");
        assertThat(analyze("Migrate the database", "takes 3 days", Instant.parse("2026-11-02T12:00:00Z"))
                        .risks())
                .contains("The work takes longer than the working time that is left");
    }

    @Test
    void suggestsNoLabelThatIsThereAlready() {
        var text = new RuleText("Draft the board slides", null, null, List.of("Writing", "BOARD"));
        assertThat(AnalysisRules.analyze(text, NOW).suggestedLabels()).containsExactly("slides");
    }

    @Test
    void answersAlikeForLikeTasksAndSurvivesAnyText() {
        for (var title :
                List.of("!", "🙂🙂", "a,".repeat(200), "by by by", "999999999999 hours", "in 999 weeks", "\u0001")) {
            assertThat(analyze(title, "x ".repeat(9_000), null)).isEqualTo(analyze(title, "x ".repeat(9_000), null));
        }
    }

    private static io.focusforge.orchestrator.task.Analysis analyze(String title, String description, Instant dueAt) {
        return AnalysisRules.analyze(new RuleText(title, description, dueAt, List.of()), NOW);
    }
}
