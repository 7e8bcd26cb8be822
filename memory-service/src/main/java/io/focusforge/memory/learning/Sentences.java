package io.focusforge.memory.learning;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts a message into statements, each of which stands for itself. */
final class Sentences {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?\u2026])[\"')\u201d]*\\s+|[\\r\\n]+|;\\s+");
    /** Where another statement about the same person begins. */
    private static final Pattern CLAUSE =
            Pattern.compile(",? (?:and|but|so) (?=(?:I|my|My|we|our)\\b)|, (?=(?:I|my)\\b)");

    private static final Pattern OPENING = Pattern.compile(
            "^(?:[-*\u2022]\\s+|(?:(?:oh|well|so|also|and|but|btw|by the way|actually|anyway|hi|hello|hey|yes|no|ok|okay|please|"
                    + "please remember|remember|note)(?: that)?[,:]?\\s+))+",
            Pattern.CASE_INSENSITIVE);

    private Sentences() {}

    static Stream<String> of(String message) {
        return Stream.of(SENTENCE.split(message))
                .flatMap(sentence -> sentence.strip().endsWith("?") ? Stream.of() : clauses(sentence))
                .map(clause -> OPENING.matcher(clause.strip()).replaceFirst(""))
                .map(Sentences::sentence)
                .filter(clause -> !clause.isBlank());
    }

    private static Stream<String> clauses(String sentence) {
        return List.of(CLAUSE.split(sentence)).stream();
    }

    private static String sentence(String clause) {
        var text = clause.strip();
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
