package io.focusforge.memory.memories;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the attribute that a short English sentence states, by rule. It knows only what a person has one of at a time, so that no two
 * sentences which are both true look like a contradiction.
 */
public final class Attributes {
    private static final int MAX_LENGTH = 300;

    private Attributes() {}

    public static Optional<Attribute> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var sentence = Wording.normal(text);
        if (sentence.contains(". ") || sentence.endsWith("?")) {
            return Optional.empty();
        }
        return Stream.concat(
                        AttributeRules.ALL.stream().flatMap(rule -> rule.read(sentence).stream()),
                        AttributeRules.OF_PERSONS.read(text.strip()).stream())
                .filter(Attribute::isKnown)
                .findFirst();
    }
}
