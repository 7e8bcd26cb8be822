package io.focusforge.worker.split;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Takes a sentence that is too long apart: at a blank near its middle, or in the middle of a word that is longer still. */
final class Fragments {
    /** Of one fragment, in characters. */
    static final int LONGEST = 400;

    /** Of a text that is looked at as one, so that halving it costs little. */
    private static final int STRIDE = 8 * 1024;

    /** How far a better place is looked for. */
    private static final int FARTHEST = 64;

    record Fragment(int start, int end, int tokens) {}

    private final ToIntFunction<String> tokens;
    private final int most;

    /** @param most tokens of a fragment */
    Fragments(ToIntFunction<String> tokens, int most) {
        this.tokens = tokens;
        this.most = most;
    }

    List<Fragment> of(String text, int start, int end) {
        var found = new ArrayList<Fragment>();
        for (var from = start; from < end; ) {
            var to = end - from <= STRIDE ? end : safe(text, from, from + STRIDE, end);
            collect(text, from, to, found);
            from = to;
        }
        return found;
    }

    private void collect(String text, int from, int to, List<Fragment> found) {
        var start = from;
        var end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return;
        }
        var counted = end - start <= LONGEST ? tokens.applyAsInt(text.substring(start, end)) : Integer.MAX_VALUE;
        if (counted <= most) {
            found.add(new Fragment(start, end, counted));
        } else {
            var middle = middle(text, start, end);
            collect(text, start, middle, found);
            collect(text, middle, end, found);
        }
    }

    private static int middle(String text, int start, int end) {
        var middle = (start + end) / 2;
        var quarter = (end - start) / 4;
        for (var distance = 0; distance < quarter; distance++) {
            if (Character.isWhitespace(text.charAt(middle + distance))) {
                return middle + distance;
            }
            if (Character.isWhitespace(text.charAt(middle - distance))) {
                return middle - distance;
            }
        }
        return safe(text, start, middle, end);
    }

    /** The place at or near {@code at} that takes no character apart, and leaves no accent without its letter. */
    private static int safe(String text, int start, int at, int end) {
        var first = Math.max(at, start + 1);
        for (var place = first; place < Math.min(end, first + FARTHEST); place++) {
            var type = Character.getType(text.codePointAt(place));
            if (!Character.isLowSurrogate(text.charAt(place))
                    && type != Character.NON_SPACING_MARK
                    && type != Character.ENCLOSING_MARK
                    && type != Character.COMBINING_SPACING_MARK
                    && text.charAt(place - 1) != '\u200D') {
                return place;
            }
        }
        return Character.isLowSurrogate(text.charAt(first)) ? first + 1 : first;
    }
}
