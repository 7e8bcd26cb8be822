package io.focusforge.ai.pii;

import static io.focusforge.ai.pii.CheckedNumbers.Numbering.nationalId;
import static io.focusforge.ai.pii.CheckedNumbers.Numbering.of;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with a fixed form: {@code card}, {@code iban}, {@code ip} (version 4), {@code phone}, and as {@code national_id} those of
 * countries whose check digits make a chance hit rare. They are looked for where a word begins that holds a digit, and nowhere else.
 */
@Singleton
final class CheckedNumbers implements Recognizer {
    /** No number is longer, spaces included. */
    private static final int LONGEST = 50;

    private static final String END = "(?![0-9A-Za-z])";

    private static final List<Numbering> ALL = List.of(
            of(
                    "ip",
                    "(?<!\\d\\.)(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?!\\.?\\d)"
                            + END),
            new Numbering("iban", Pattern.compile("[A-Za-z]{2}\\d{2}(?: ?[0-9A-Za-z]){11}"), Iban::end),
            new Numbering("card", Pattern.compile("[2-6]\\d{3}(?:[ -]?\\d){9,15}" + END), Checksums::endOfCard),
            nationalId("[A-Z]{6}\\d\\d[ABCDEHLMPRST]\\d\\d[A-Z]\\d{3}[A-Z]", Checksums::italian),
            nationalId("(?:\\d{8}|[XYZ]\\d{7})-?[A-Z]", Checksums::spanish),
            nationalId("[12] ?\\d\\d ?(?:0[1-9]|1[0-2]) ?\\d[\\dAB] ?\\d{3} ?\\d{3} ?\\d\\d", Checksums::french),
            nationalId("\\d{4}[0-3]\\d{6}", Checksums::polish),
            nationalId("\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d\\d", Checksums::brazilian),
            nationalId("\\d{6}(?:19|20)\\d\\d(?:0[1-9]|1[0-2])[0-3]\\d{4}[\\dX]", Checksums::chinese),
            nationalId("[0-3]\\d[01]\\d{3}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]", Checksums::finnish),
            of("phone", "(?<=\\+)[1-9]\\d{0,3}(?:[ .()/-]{0,2}\\d){6,13}" + END),
            of("phone", "00[1-9]\\d{0,2}(?:[ .()/-]{0,2}\\d){7,12}" + END),
            of("phone", "0[1-9](?:[ .-]\\d\\d){4}" + END),
            of("phone", "0[1-9]\\d{1,4}(?:\\) ?| ?[/-] ?| )\\d{3,4}[ -]?\\d{3,5}" + END),
            of("phone", "[2-9]\\d\\d(?:\\) ?|[-.])[2-9]\\d\\d[-. ]\\d{4}" + END));

    /** Where a number that has the form really ends; -1 when it is none. */
    @FunctionalInterface
    interface Check {
        int end(String text, int from, int to);
    }

    record Numbering(String kind, Pattern form, Check check) {
        static Numbering of(String kind, String form) {
            return new Numbering(kind, Pattern.compile(form), (text, from, to) -> to);
        }

        static Numbering nationalId(String form, Predicate<String> check) {
            return new Numbering(
                    "national_id",
                    Pattern.compile(form + END),
                    (text, from, to) -> check.test(Checksums.plain(text, from, to)) ? to : -1);
        }

        Matcher on(String text) {
            return form.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        }
    }

    @Override
    public List<Found> find(String text) {
        var found = new ArrayList<Found>();
        var matchers = new Matcher[ALL.size()];
        for (var from = 0; from < text.length(); ) {
            var to = endOfWord(text, from);
            if (hasDigit(text, from, to)) {
                find(text, from, matchers, found);
            }
            from = Math.max(to, from + 1);
        }
        return found;
    }

    private static void find(String text, int from, Matcher[] matchers, List<Found> found) {
        for (var i = 0; i < matchers.length; i++) {
            var numbering = ALL.get(i);
            matchers[i] = matchers[i] == null ? numbering.on(text) : matchers[i];
            matchers[i].region(from, Math.min(text.length(), from + LONGEST));
            if (matchers[i].lookingAt()) {
                add(text, numbering, from, matchers[i].end(), found);
            }
        }
    }

    private static void add(String text, Numbering numbering, int from, int end, List<Found> found) {
        var to = numbering.check().end(text, from, end);
        if (to > from) {
            found.add(
                    new Found(numbering.kind(), numbering.kind().equals("phone") ? opened(text, from, to) : from, to));
        }
    }

    /** A plus, or a parenthesis that is closed within the number, belongs to it. */
    private static int opened(String text, int from, int to) {
        var before = from == 0 ? ' ' : text.charAt(from - 1);
        var open = text.indexOf('(', from, to);
        var close = text.indexOf(')', from, to);
        var belongs = before == '+' || before == '(' && close >= 0 && (open < 0 || open > close);
        return belongs ? from - 1 : from;
    }

    private static int endOfWord(String text, int from) {
        var to = from;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean hasDigit(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }
}
