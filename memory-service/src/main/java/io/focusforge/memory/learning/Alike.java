package io.focusforge.memory.learning;

import io.focusforge.memory.memories.Attributes;
import io.focusforge.memory.memories.Wording;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether two texts say the same. The meaning alone does not tell: embeddings hardly separate what is denied, or other numbers, names and
 * directions, so these must agree; and two texts of the same words need to be less similar than two of other words.
 */
public record Alike(double ofOtherWords) {
    /** From here on, texts of the same words in the same order are the same. */
    static final double OF_SAME_WORDS = 0.75;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}+#']+");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(?:[.,:/-]\\d+)*");
    private static final Pattern DENIALS = Pattern.compile(
            "\\b(?:not|no|never|nobody|nothing|neither|without|cannot|hates?|dislikes?|stopped|quit|avoids?)\\b|n't\\b");
    /** Capitalised within a sentence. */
    private static final Pattern NAMES = Pattern.compile("(?<=[\\p{L}\\p{N},'] )(?!I\\b)\\p{Lu}[\\p{L}\\p{N}-]*");

    private static final Set<String> FILLING = Set.of(
            "a",
            "an",
            "the",
            "i",
            "i'm",
            "i've",
            "me",
            "my",
            "is",
            "am",
            "are",
            "be",
            "been",
            "do",
            "does",
            "really",
            "very",
            "also",
            "just",
            "quite",
            "absolutely",
            "usually",
            "normally",
            "currently",
            "now",
            "that",
            "of",
            "in",
            "on",
            "at",
            "it",
            "so",
            "much",
            "some",
            "please",
            "will",
            "user",
            "user's",
            "have",
            "has",
            "for",
            "during",
            "while");
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("love", "like"),
            Map.entry("enjoy", "like"),
            Map.entry("adore", "like"),
            Map.entry("own", "have"),
            Map.entry("prefer", "like"),
            Map.entry("plan", "go"),
            Map.entry("intend", "go"),
            Map.entry("study", "learn"),
            Map.entry("film", "movie"),
            Map.entry("favorite", "favourite"),
            Map.entry("named", "called"),
            Map.entry("children", "kid"),
            Map.entry("don't", "not"),
            Map.entry("doesn't", "not"),
            Map.entry("cannot", "not"),
            Map.entry("can't", "not"));

    public boolean sayTheSame(String one, String other, double similarity) {
        if (!found(NAMES, one).equals(found(NAMES, other)) || !agree(Wording.normal(one), Wording.normal(other))) {
            return false;
        }
        var first = Attributes.of(one);
        var second = Attributes.of(other);
        if (first.isPresent() && second.isPresent() && !first.equals(second)) {
            return false;
        }
        var words = words(one);
        var others = words(other);
        return words.equals(others)
                ? similarity >= OF_SAME_WORDS
                : similarity >= ofOtherWords && !Set.copyOf(words).equals(Set.copyOf(others));
    }

    private static boolean agree(String one, String other) {
        return found(NUMBERS, one).equals(found(NUMBERS, other))
                && DENIALS.matcher(one).find() == DENIALS.matcher(other).find();
    }

    private static List<String> words(String text) {
        return WORD.matcher(Wording.normal(text))
                .results()
                .map(MatchResult::group)
                .filter(word -> !FILLING.contains(word))
                .map(Alike::stem)
                .map(word -> SYNONYMS.getOrDefault(word, word))
                .toList();
    }

    // Enough to make one of "enjoy" and "enjoys", of "stamp" and "stamps".
    private static String stem(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
