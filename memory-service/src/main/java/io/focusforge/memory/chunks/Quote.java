package io.focusforge.memory.chunks;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A literal quotation: the same words in the same order. Blanks, upper and lower case, and the forms of quotation marks, apostrophes and dashes may
 * differ, since models write them as they like.
 */
record Quote(String text) {
    private static final String SINGLE = "['’‘‚`´]";
    private static final String DOUBLE = "[\"“”„«»]";
    private static final String DASH = "[-‐‑‒–—]";

    Optional<Hit.Span> in(String chunk) {
        var found = Pattern.compile(pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(chunk);
        return found.find() ? Optional.of(new Hit.Span(found.start(), found.end())) : Optional.empty();
    }

    private String pattern() {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(word -> word.codePoints().mapToObj(Quote::any).collect(Collectors.joining()))
                .collect(Collectors.joining("\\s+"));
    }

    private static String any(int point) {
        var character = Character.toString(point);
        if (SINGLE.contains(character)) {
            return SINGLE;
        }
        if (DOUBLE.contains(character)) {
            return DOUBLE;
        }
        return DASH.contains(character) ? DASH : Pattern.quote(character);
    }
}
