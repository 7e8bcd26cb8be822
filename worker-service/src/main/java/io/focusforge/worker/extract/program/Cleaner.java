package io.focusforge.worker.extract.program;

import java.util.regex.Pattern;

/** Cleans a text that comes in parts: no blanks at the ends of lines, none in a row but in code, and one empty line at most. */
final class Cleaner {
    private static final String FENCE = "```";
    private static final Pattern BLANKS = Pattern.compile("[ \\t]{2,}|\\t");
    private static final Pattern HYPHENATED = Pattern.compile("(?<=\\p{L})[-\\u2010\\u00AD]\\n(?=\\p{Ll})");
    private static final int CODE = 4;

    private final boolean printed;
    private final boolean indented;
    private boolean fenced;
    private boolean empty = true;

    /**
     * @param printed whether lines are broken, and words within them, where they ended on paper
     * @param indented whether indentation means something
     */
    Cleaner(boolean printed, boolean indented) {
        this.printed = printed;
        this.indented = indented;
    }

    /** @param raw ends behind a line break, unless it is cut where there was none */
    String clean(String raw) {
        var text = Characters.clean(raw);
        var out = new StringBuilder(text.length());
        for (var start = 0; start < text.length(); ) {
            var end = text.indexOf('\n', start);
            line(text.substring(start, end < 0 ? text.length() : end), end >= 0, out);
            start = end < 0 ? text.length() : end + 1;
        }
        return printed ? HYPHENATED.matcher(out).replaceAll("") : out.toString();
    }

    private void line(String raw, boolean ended, StringBuilder out) {
        var line = ended ? raw.stripTrailing() : raw;
        if (line.isBlank()) {
            out.append(ended && !empty ? "\n" : "");
            empty |= ended;
            return;
        }
        empty = false;
        var mark = line.stripLeading().startsWith(FENCE);
        out.append(mark || fenced ? line : blanks(line)).append(ended ? "\n" : "");
        fenced ^= mark;
    }

    private String blanks(String line) {
        var text = line.stripLeading();
        var indent = line.substring(0, line.length() - text.length()).replace("\t", "    ");
        if (indented && indent.length() >= CODE) {
            return indent + text;
        }
        return (indented ? indent : "") + BLANKS.matcher(text).replaceAll(" ");
    }
}
