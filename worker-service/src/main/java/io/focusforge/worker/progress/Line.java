package io.focusforge.worker.progress;

import java.util.regex.Pattern;

/** Makes one short line of whatever a handler says, such that Postgres can keep it. */
final class Line {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Line() {}

    static String of(String text, int longest) {
        var cut = text.length() <= longest ? text : text.substring(0, end(text, longest));
        return CONTROL.matcher(cut).replaceAll(" ").strip();
    }

    /** Never in the middle of a character. */
    private static int end(String text, int longest) {
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }
}
