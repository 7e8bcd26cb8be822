package io.focusforge.memory.learning;

import io.focusforge.memory.memories.Attribute;
import java.util.Optional;

/**
 * Something that was said about the user.
 *
 * @param message the number of the message that says it
 */
record Fact(String text, Kind kind, double importance, Optional<Attribute> attribute, int message) {
    Fact {
        if (text.isBlank() || !(importance >= 0 && importance <= 1)) {
            throw new IllegalArgumentException("a fact has a text, and an importance from 0 to 1");
        }
    }
}
