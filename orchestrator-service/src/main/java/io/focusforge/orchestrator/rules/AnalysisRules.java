package io.focusforge.orchestrator.rules;

import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.Energy;
import io.focusforge.orchestrator.task.Progress;
import java.time.Instant;

/** The twin of the chain {@code task_analysis}. */
public final class AnalysisRules {
    /** The name under which the rules answer in the place of a model. */
    public static final String MODEL = "focusforge-rules";

    private static final int[] COMPLEXITY_STEPS = {15, 45, 120, 360};
    private static final int MANY_STEPS = 5;

    private AnalysisRules() {}

    public static Analysis analyze(RuleText text, Instant now) {
        var category = Category.of(text.title(), text.description());
        var steps = StepTexts.of(text, category);
        var deadline = Deadline.of(text, now);
        var minutes = Effort.total(text, steps);
        var complexity = complexity(minutes, steps.size());
        return new Analysis(
                Progress.DONE,
                Urgency.priority(text.words(), deadline),
                complexity,
                minutes,
                energy(category, complexity),
                category.label(),
                Risks.of(text, deadline, minutes, now),
                Suggestions.labels(text, category, deadline),
                MODEL,
                true,
                null);
    }

    private static int complexity(int minutes, int steps) {
        var complexity = steps >= MANY_STEPS ? 2 : 1;
        for (var limit : COMPLEXITY_STEPS) {
            complexity += minutes > limit ? 1 : 0;
        }
        return Math.min(complexity, 5);
    }

    private static Energy energy(Category category, int complexity) {
        return switch (category) {
            case ENGINEERING, WRITING, RESEARCH, PLANNING -> complexity >= 3 ? Energy.HIGH : Energy.MEDIUM;
            case COMMUNICATION, ERRAND, PERSONAL -> complexity <= 2 ? Energy.LOW : Energy.MEDIUM;
            case REVIEW, MEETING, FINANCE, GENERAL -> complexity >= 4 ? Energy.HIGH : Energy.MEDIUM;
        };
    }
}
