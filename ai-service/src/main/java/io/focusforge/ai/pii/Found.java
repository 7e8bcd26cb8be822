package io.focusforge.ai.pii;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A piece of personal data in a text.
 *
 * @param kind such as {@code email}: lower-case letters, digits and underscores
 * @param from its first character
 * @param to the character behind its last
 */
public record Found(String kind, int from, int to) {
    static final Comparator<Found> IN_ORDER =
            Comparator.comparingInt(Found::from).thenComparing(Found::to, Comparator.reverseOrder());

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    public Found {
        if (!isKind(kind) || from < 0 || to <= from) {
            throw new IllegalArgumentException("a finding has a kind and at least one character");
        }
    }

    static boolean isKind(String kind) {
        return KIND.matcher(kind).matches();
    }
}
