package io.focusforge.orchestrator.grounding;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that a source is said to say. */
final class Quotation {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    /** Of the words of a claim, the sentence that is to support it has this part. */
    private static final double LEAST_COVERAGE = 0.5;

    private static final int SHORTEST = 6;
    private static final int SHORTEST_WORD = 4;

    private Quotation() {}

    /** Whether the words are there in this order; the service that keeps the text has the last word. */
    static boolean isIn(String text, String quote) {
        var words = words(quote).toList();
        return !words.isEmpty()
                && quote.strip().length() >= SHORTEST
                && (" " + words(text).collect(Collectors.joining(" ")) + " ")
                        .contains(" " + String.join(" ", words) + " ");
    }

    /** The sentence of a source that has most of the words of a claim and all of its numbers, if there is one that can stand for it. */
    static Optional<String> supporting(String claim, String text) {
        var wanted = telling(claim);
        var numbers = wanted.stream().filter(Quotation::isNumber).collect(Collectors.toSet());
        var best = sentences(text).stream()
                .filter(sentence -> telling(sentence).containsAll(numbers))
                .max((one, other) -> Double.compare(coverage(wanted, one), coverage(wanted, other)));
        return best.filter(sentence -> coverage(wanted, sentence) >= LEAST_COVERAGE)
                .filter(sentence -> sentence.length() <= MarkerReader.LONGEST_QUOTE);
    }

    /** The last one of a text that is not only blanks. */
    static String lastSentence(String text) {
        var sentences = sentences(text.substring(Math.max(0, text.length() - MarkerReader.LONGEST_QUOTE)));
        return sentences.isEmpty() ? "" : sentences.getLast();
    }

    private static double coverage(Set<String> wanted, String sentence) {
        var there = telling(sentence);
        return wanted.isEmpty()
                ? 0
                : (double) wanted.stream().filter(there::contains).count() / wanted.size();
    }

    private static Set<String> telling(String text) {
        return words(text)
                .filter(word -> word.length() >= SHORTEST_WORD || isNumber(word))
                .collect(Collectors.toSet());
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0));
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group);
    }

    private static List<String> sentences(String text) {
        return Arrays.stream(text.split("\\R"))
                .flatMap(Quotation::sentencesOfLine)
                .toList();
    }

    private static Stream<String> sentencesOfLine(String line) {
        var boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
        boundaries.setText(line);
        var sentences = new ArrayList<String>();
        var from = boundaries.first();
        for (var to = boundaries.next(); to != BreakIterator.DONE; to = boundaries.next()) {
            sentences.add(line.substring(from, to).strip());
            from = to;
        }
        return sentences.stream().filter(sentence -> !sentence.isEmpty());
    }
}
