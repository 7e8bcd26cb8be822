package io.focusforge.orchestrator.rules;

import java.util.List;

/** What there is to do for a task, as texts: what it lists, else what such work usually takes. */
final class StepTexts {
    private static final int SMALL = 20;

    private StepTexts() {}

    static List<String> of(RuleText text, Category category) {
        var listed = Clauses.of(text.description());
        if (listed.size() > 1) {
            return listed;
        }
        var titled = Clauses.of(text.title());
        if (titled.size() > 1) {
            return titled;
        }
        if (listed.size() == 1 && Verbs.startWith(listed.getFirst())) {
            return listed;
        }
        return Effort.minutes(text.title()) <= SMALL ? List.of(text.title()) : category.steps();
    }
}
