package io.focusforge.memory.consolidation;

import io.focusforge.memory.memories.Memory;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether two memories that are near in meaning say the same. Embeddings hardly tell one number from another, or a sentence from its
 * negation, so these have to be equal.
 */
final class Sameness {
    private static final Pattern TELLING = Pattern.compile(
            "[\\p{L}\\p{N}:.,/-]*\\p{N}[\\p{L}\\p{N}:/-]*|\\b(?:not|no|never|nobody|nothing|without|cannot|neither|nor)\\b|n['\u2019]t\\b"
                    + "|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b"
                    + "|\\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\\b");

    private Sameness() {}

    static boolean of(Memory one, Memory other) {
        return one.content().place().equals(other.content().place())
                && one.content().type() == other.content().type()
                && one.content().validity().equals(other.content().validity())
                && telling(one.content().text()).equals(telling(other.content().text()));
    }

    private static Set<String> telling(String text) {
        var found = new TreeSet<String>();
        TELLING.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(match -> found.add(match.group()));
        return found;
    }
}
