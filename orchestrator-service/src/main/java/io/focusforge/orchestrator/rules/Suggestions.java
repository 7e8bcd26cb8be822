package io.focusforge.orchestrator.rules;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Labels that would suit a task and that it does not have yet. */
final class Suggestions {
    private static final int MOST = 5;
    private static final List<String> TOPICS = List.of(
            "board",
            "finance",
            "budget",
            "customer",
            "legal",
            "security",
            "hiring",
            "marketing",
            "sales",
            "release",
            "travel",
            "health",
            "meeting",
            "slides");

    private Suggestions() {}

    static List<String> labels(RuleText text, Category category, Deadline deadline) {
        var labels = new LinkedHashSet<String>();
        if (category != Category.GENERAL) {
            labels.add(category.label());
        }
        var words = text.words();
        TOPICS.stream().filter(words::has).forEach(labels::add);
        if (deadline.isWithin(Duration.ofDays(7))) {
            labels.add("this-week");
        }
        return without(labels, text.labels()).limit(MOST).toList();
    }

    private static Stream<String> without(Set<String> labels, List<String> given) {
        return labels.stream().filter(label -> given.stream().noneMatch(label::equalsIgnoreCase));
    }
}
