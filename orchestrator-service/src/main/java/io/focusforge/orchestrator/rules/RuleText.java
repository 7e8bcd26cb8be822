package io.focusforge.orchestrator.rules;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the rules look at: of a long description only the beginning, so that their cost is bounded. */
public record RuleText(String title, String description, Instant dueAt, List<String> labels) {
    private static final int LOOKED_AT = 2_000;
    private static final Pattern BLANKS = Pattern.compile("[\\h\\x0B\\f]+");

    public RuleText {
        title = plain(title);
        description =
                description == null ? "" : plain(description.substring(0, Math.min(description.length(), LOOKED_AT)));
        labels = List.copyOf(labels);
    }

    String all() {
        return description.isEmpty() ? title : title + "\n" + description;
    }

    Words words() {
        return Words.of(all());
    }

    /** Long runs of blanks mean nothing, and make patterns slow. */
    private static String plain(String text) {
        return BLANKS.matcher(text).replaceAll(" ");
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
