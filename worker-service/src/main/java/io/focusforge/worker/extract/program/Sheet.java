package io.focusforge.worker.extract.program;

/** Text in lines, to whose end is written. A mark, as of an item, is taken back when nothing is written behind it. */
final class Sheet {
    private final StringBuilder text = new StringBuilder();
    /** Where a mark begins that nothing was written behind yet; negative when there is none. */
    private int mark = -1;

    int length() {
        return text.length();
    }

    boolean isMarked() {
        return mark >= 0;
    }

    void write(char c) {
        text.append(c);
        mark = -1;
    }

    void append(String more) {
        text.append(more);
    }

    void mark(String begin) {
        if (!begin.isEmpty()) {
            mark = mark < 0 ? text.length() : mark;
            text.append(begin);
        }
    }

    void acceptMark() {
        mark = -1;
    }

    void dropMark() {
        if (mark >= 0) {
            text.setLength(mark);
            mark = -1;
        }
    }

    /** A blank, unless one is there. */
    void space() {
        if (mark < 0 && !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    /** At least so many line breaks. */
    void separate(int lines) {
        if (mark < 0 && !text.isEmpty()) {
            trim();
            for (var there = breaks(); there < lines; there++) {
                text.append('\n');
            }
        }
    }

    String take() {
        var taken = text.toString();
        text.setLength(0);
        mark = -1;
        return taken;
    }

    /** All but a mark that nothing was written behind yet. */
    String takeBeforeMark() {
        var end = mark < 0 ? text.length() : mark;
        var taken = text.substring(0, end);
        text.delete(0, end);
        mark = mark < 0 ? mark : 0;
        return taken;
    }

    /** Whether nothing was written since a line or a paragraph began. */
    boolean isAtBegin() {
        return mark >= 0 || text.isEmpty() || breaks() > 0;
    }

    private int breaks() {
        var at = text.length();
        while (at > 0 && text.charAt(at - 1) == '\n') {
            at--;
        }
        return text.length() - at;
    }

    private void trim() {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }
}
