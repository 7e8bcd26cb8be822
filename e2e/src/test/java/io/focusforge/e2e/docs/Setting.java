package io.focusforge.e2e.docs;

import java.util.Locale;

/** One setting, as the reference shows it. */
record Setting(String key, String type, String defaultValue, String meaning) {
    /** The environment variable that sets it (MicroProfile Config's rule). */
    String environment() {
        return key.replaceAll("<([^>]*)>", "\u0001$1\u0002")
                .replaceAll("[^a-zA-Z0-9\u0001\u0002]", "_")
                .toUpperCase(Locale.ROOT)
                .replace("\u0001", "<")
                .replace("\u0002", ">");
    }

    String row() {
        var value = defaultValue.isEmpty() || defaultValue.equals("required") ? defaultValue : "`" + defaultValue + "`";
        return "| `%s`<br>`%s` | %s | %s | %s |".formatted(key, environment(), type, value, meaning);
    }
}
