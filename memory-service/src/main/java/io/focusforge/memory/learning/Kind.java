package io.focusforge.memory.learning;

import java.util.Locale;

/** What kind of fact it is: it becomes the metadata {@code kind} of a memory. */
enum Kind {
    NAME,
    PREFERENCE,
    PLAN,
    DATE,
    FACT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
