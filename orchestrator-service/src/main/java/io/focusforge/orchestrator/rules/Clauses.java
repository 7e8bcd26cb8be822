package io.focusforge.orchestrator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The separate things to do that a text lists: lines, bullets, sentences, and parts between commas that begin with a verb. */
final class Clauses {
    private static final int MOST = 20;
    private static final int LONGEST = 200;
    private static final Pattern ITEMS = Pattern.compile("\\R+|;|(?<=[.!?])\\s+");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:(?:[-*•–]|\\d{1,2}[.)]|\\[[ xX]?])\\s+)+");
    private static final Pattern PARTS =
            Pattern.compile(",\\s*(?:and\\s+)?(?:then\\s+)?|\\s+(?:and\\s+)?then\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEAD = Pattern.compile(
            "^(?:(?:and|then|finally|first|second|third|next|also|please|lastly|afterwards)\\b[,:]?\\s+)+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTERS = Pattern.compile("\\p{L}");

    private Clauses() {}

    static List<String> of(String text) {
        return ITEMS.splitAsStream(text)
                .map(item -> BULLET.matcher(item).replaceFirst(""))
                .flatMap(Clauses::parts)
                .filter(clause -> LETTERS.matcher(clause).find())
                .limit(MOST)
                .map(Clauses::shortened)
                .toList();
    }

    /** Parts that do not begin with a verb belong to what is before them: "buy milk, eggs, bread" is one thing to do. */
    private static Stream<String> parts(String item) {
        var clauses = new ArrayList<String>();
        for (var part : PARTS.split(item)) {
            var clause = LEAD.matcher(part.strip()).replaceFirst("");
            if (clauses.isEmpty() || isInstruction(clause)) {
                clauses.add(clause);
            } else if (!clause.isEmpty()) {
                clauses.add(clauses.removeLast() + ", " + clause);
            }
        }
        return clauses.stream();
    }

    private static boolean isInstruction(String clause) {
        return Verbs.startWith(clause);
    }

    private static String shortened(String clause) {
        return clause.length() <= LONGEST ? clause : clause.substring(0, LONGEST - 1) + "…";
    }
}
