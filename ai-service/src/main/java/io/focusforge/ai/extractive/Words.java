package io.focusforge.ai.extractive;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a text that carry meaning, cut to their stems, so that "boards" and "board" are one. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int SHORTEST_STEM = 3;
    private static final String[] SUFFIXES = {"ingly", "edly", "ies", "ing", "ied", "ed", "es", "ly", "e", "s", "y"};
    private static final Set<String> EMPTY = Set.of(
            "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could",
            "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "is",
            "it", "its", "me", "my", "no", "not", "of", "on", "or", "our", "please", "s", "say", "says", "she",
            "should", "so", "tell", "that", "the", "their", "them", "there", "they", "this", "to", "up", "us", "was",
            "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
            "you", "your");

    private Words() {}

    static Stream<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> !EMPTY.contains(word))
                .map(Words::stem);
    }

    private static String stem(String word) {
        for (var suffix : SUFFIXES) {
            if (word.length() - suffix.length() >= SHORTEST_STEM && word.endsWith(suffix)) {
                return word.substring(0, word.length() - suffix.length());
            }
        }
        return word;
    }
}
