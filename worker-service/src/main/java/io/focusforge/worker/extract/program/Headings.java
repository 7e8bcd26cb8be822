package io.focusforge.worker.extract.program;

import java.util.regex.Pattern;

/** Looks for the first heading of a text. */
final class Headings {
    private static final Pattern HEADING = Pattern.compile("^#{1,6}+ ++(.{1,300})$", Pattern.MULTILINE);

    private String first = "";
    private boolean looking;

    Headings(boolean marked) {
        this.looking = marked;
    }

    void see(String text) {
        if (looking) {
            var heading = HEADING.matcher(text);
            first = heading.find() ? heading.group(1).replaceFirst(" #++$", "") : "";
            looking = first.isEmpty();
        }
    }

    String first() {
        return first;
    }
}
