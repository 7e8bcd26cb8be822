package io.focusforge.orchestrator.rules;

import io.focusforge.orchestrator.task.TaskPlanStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The twin of the chain {@code task_plan}: the steps that the text names or that such work takes, one behind the other. */
public final class PlanRules {
    private static final Pattern END = Pattern.compile("[\\s.,;:!]+$");

    private PlanRules() {}

    /**
     * @param estimateMinutes what the analysis says that the whole takes; the steps share it
     * @param category what the analysis says that it is
     */
    public static List<TaskPlanStep> plan(RuleText text, int estimateMinutes, String category, Instant now) {
        var texts = StepTexts.of(text, Category.named(category));
        var minutes = shares(texts, estimateMinutes);
        var starts = Schedule.of(texts, minutes, text.dueAt(), now);
        var steps = new ArrayList<TaskPlanStep>();
        for (var i = 0; i < texts.size(); i++) {
            var before = i == 0 ? List.<String>of() : List.of("s" + i);
            steps.add(new TaskPlanStep("s" + (i + 1), title(texts.get(i)), minutes.get(i), before, starts.get(i)));
        }
        return steps;
    }

    private static List<Integer> shares(List<String> texts, int estimate) {
        var own = texts.stream().map(Effort::minutes).toList();
        var sum = own.stream().mapToInt(Integer::intValue).sum();
        return own.stream()
                .map(minutes -> Effort.rounded(Math.round((float) minutes * estimate / sum)))
                .toList();
    }

    private static String title(String clause) {
        var bare = END.matcher(DateWords.without(clause)).replaceFirst("");
        var title = bare.isEmpty() ? clause : bare;
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
