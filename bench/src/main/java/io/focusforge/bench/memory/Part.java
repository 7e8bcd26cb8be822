package io.focusforge.bench.memory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is measured, in this order: later parts leave behind what earlier ones would trip over. */
enum Part {
    QUALITY,
    ADDS,
    INGEST,
    SEARCH,
    STRANGERS,
    EXPORT;

    /** All, when none is named. */
    static Set<Part> of(Set<String> names) {
        var chosen = EnumSet.noneOf(Part.class);
        names.forEach(name -> chosen.add(of(name)));
        return chosen.isEmpty() ? EnumSet.allOf(Part.class) : chosen;
    }

    private static Part of(String name) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--only takes " + names() + ", not " + name));
    }

    private static String names() {
        return Arrays.stream(values()).map(Part::label).collect(Collectors.joining(", "));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
