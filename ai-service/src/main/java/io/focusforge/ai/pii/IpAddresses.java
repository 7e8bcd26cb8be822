package io.focusforge.ai.pii;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** {@code ip}: addresses of version 6, with at least one digit, as RFC 4291 writes them. Those of version 4 are among the {@link CheckedNumbers}. */
@Singleton
final class IpAddresses implements Recognizer {
    private static final int GROUPS = 8;
    private static final int LONGEST = 45;
    private static final int LONGEST_GROUP = 4;

    @Override
    public List<Found> find(String text) {
        var found = new ArrayList<Found>();
        for (var at = text.indexOf(':'); at >= 0; ) {
            var run = runTo(text, at);
            var from = withoutColon(text, runFrom(text, at));
            var to = text.startsWith("::", run - 2) || text.charAt(run - 1) != ':' ? run : run - 1;
            if (from < to && isAlone(text, from, to) && isAddress(text.substring(from, to))) {
                found.add(new Found("ip", from, to));
            }
            at = text.indexOf(':', run);
        }
        return found;
    }

    private static int runFrom(String text, int at) {
        var from = at;
        while (from > 0 && at - from <= LONGEST_GROUP && isHex(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    /** One that ends what stands before. */
    private static int withoutColon(String text, int from) {
        return text.charAt(from) == ':' && !text.startsWith("::", from) ? from + 1 : from;
    }

    private static int runTo(String text, int at) {
        var to = at + 1;
        while (to < text.length() && (isHex(text.charAt(to)) || text.charAt(to) == ':')) {
            to++;
        }
        return to;
    }

    private static boolean isAlone(String text, int from, int to) {
        var before = from == 0 ? ' ' : text.charAt(from - 1);
        var behind = to == text.length() ? ' ' : text.charAt(to);
        return to - from <= LONGEST && !Character.isLetterOrDigit(before) && !Character.isLetterOrDigit(behind);
    }

    private static boolean isAddress(String run) {
        var gap = run.indexOf("::");
        if (gap != run.lastIndexOf("::") || run.chars().noneMatch(Character::isDigit)) {
            return false;
        }
        if (gap < 0) {
            return groups(run) == GROUPS;
        }
        var before = groups(run.substring(0, gap));
        var behind = groups(run.substring(gap + 2));
        return before >= 0 && behind >= 0 && before + behind < GROUPS;
    }

    /** @return -1 when these are none */
    private static int groups(String part) {
        if (part.isEmpty()) {
            return 0;
        }
        var groups = part.split(":", -1);
        for (var group : groups) {
            if (group.isEmpty() || group.length() > LONGEST_GROUP) {
                return -1;
            }
        }
        return groups.length;
    }

    private static boolean isHex(char character) {
        return Character.digit(character, 16) >= 0 && character < 128;
    }
}
