package io.focusforge.orchestrator.rules;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the rules look at: of a long description only the beginning, so that their cost is bounded. */
public record RuleText(String title, String description, Instant dueAt, List<String> labels) {
    private static final int LOOKED_AT = 4_000;

    public RuleText {
        description = description == null ? "" : description.substring(0, Math.min(description.length(), LOOKED_AT));
        labels = List.copyOf(labels);
    }

    String all() {
        return description.isEmpty() ? title : title + "\n" + description;
    }

    Words words() {
        return Words.of(all());
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
