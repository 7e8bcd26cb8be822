package io.focusforge.orchestrator.grounding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells markers from text while a model is still speaking: {@code [2: "words"]}, {@code [2]} and {@code [1, 3]}. What may still become a marker is held
 * back, never more than the longest quote. Within code a bracket is a bracket.
 */
final class MarkerReader {
    static final int LONGEST_QUOTE = 600;
    private static final Pattern MARKER = Pattern.compile(
            "\\[(\\d{1,3}(?:\\s?,\\s?\\d{1,3}){0,9})(?:\\s?[:,]?\\s?[\"“”„«](.{1," + LONGEST_QUOTE
                    + "}?)[\"“”»]\\.?)?\\s?]",
            Pattern.DOTALL);
    private static final Pattern BLANKS_AT_END = Pattern.compile("[ \\t\\u00a0]{1,8}+$");

    private final StringBuilder held = new StringBuilder();
    private boolean inCode;

    List<Piece> read(String more) {
        held.append(more);
        return pieces(false);
    }

    /** What was held back, when nothing more comes. */
    List<Piece> end() {
        return pieces(true);
    }

    private List<Piece> pieces(boolean isAll) {
        var pieces = new ArrayList<Piece>();
        var matcher = MARKER.matcher(held);
        var from = 0;
        for (var at = bracket(from); at >= 0; at = bracket(at)) {
            matcher.region(at, held.length());
            if (matcher.lookingAt()) {
                var blanks = blanksBefore(from, at);
                text(pieces, from, at - blanks.length());
                markers(pieces, blanks, matcher);
                at = from = matcher.end();
            } else if (matcher.hitEnd() && !isAll) {
                text(pieces, from, at - blanksBefore(from, at).length());
                keep(at - blanksBefore(from, at).length());
                return pieces;
            } else {
                at++;
            }
        }
        var end = held.length() - (isAll ? 0 : blanksBefore(from, held.length()).length());
        text(pieces, from, end);
        keep(end);
        return pieces;
    }

    /** The next one outside of code. */
    private int bracket(int from) {
        var code = inCode ^ ticks(0, from) % 2 == 1;
        for (var i = from; i < held.length(); i++) {
            var character = held.charAt(i);
            code ^= character == '`';
            if (character == '[' && !code) {
                return i;
            }
        }
        return -1;
    }

    private int ticks(int from, int to) {
        return (int)
                held.chars().skip(from).limit(to - from).filter(c -> c == '`').count();
    }

    private String blanksBefore(int from, int at) {
        var matcher = BLANKS_AT_END.matcher(held).region(from, at);
        return matcher.find() ? matcher.group() : "";
    }

    private static void markers(List<Piece> pieces, String blanks, Matcher matcher) {
        var written = blanks;
        for (var number : matcher.group(1).split(",")) {
            pieces.add(new Piece.Marker(written, Integer.parseInt(number.strip()), matcher.group(2)));
            written = "";
        }
    }

    private void text(List<Piece> pieces, int from, int to) {
        if (to > from) {
            pieces.add(new Piece.Text(held.substring(from, to)));
        }
    }

    private void keep(int from) {
        inCode ^= ticks(0, from) % 2 == 1;
        held.delete(0, from);
    }
}
