package io.focusforge.ai.pii;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** {@code email}: addresses with a domain that has a dot, as they are written in texts; not those with quotes or the rarer signs before the at. */
@Singleton
final class Emails implements Recognizer {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int SHORTEST_TOP = 2;

    @Override
    public List<Found> find(String text) {
        var found = new ArrayList<Found>();
        for (var at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            var from = localFrom(text, at);
            var to = domainTo(text, at + 1);
            if (from < at && hasTopLevel(text, at + 1, to)) {
                found.add(new Found("email", from, to));
            }
        }
        return found;
    }

    private static int localFrom(String text, int at) {
        var from = at;
        while (from > 0 && at - from < LONGEST_LOCAL && isLocal(text.charAt(from - 1))) {
            from--;
        }
        while (from < at && !Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        return from;
    }

    private static int domainTo(String text, int from) {
        var to = from;
        while (to < text.length() && to - from < LONGEST_DOMAIN && isDomain(text.charAt(to))) {
            to++;
        }
        while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private static boolean hasTopLevel(String text, int from, int to) {
        var letters = false;
        for (var at = to - 1; at > from; at--) {
            if (text.charAt(at) == '.') {
                return letters && to - at > SHORTEST_TOP;
            }
            letters |= Character.isLetter(text.charAt(at));
        }
        return false;
    }

    private static boolean isLocal(char character) {
        return Character.isLetterOrDigit(character) || "._%+-'".indexOf(character) >= 0;
    }

    private static boolean isDomain(char character) {
        return Character.isLetterOrDigit(character) || character == '.' || character == '-';
    }
}
