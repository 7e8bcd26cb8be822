package io.focusforge.worker.extract.program;

import java.io.IOException;
import org.xml.sax.SAXException;

/** Lays text out in lines, and hands it on when there is enough of it, or a page is full. */
final class Lines {
    private static final int ENOUGH = 32 * 1024;
    private static final int FULL = 128 * 1024;

    private final Draft draft;
    private final boolean broken;
    private final StringBuilder text = new StringBuilder();
    /** Of a mark that nothing was written behind yet; negative when there is none. */
    private int mark = -1;
    /** Within a heading or a cell everything is one line. */
    private int flat;

    private boolean code;
    private boolean paged;

    Lines(Draft draft, boolean broken) {
        this.draft = draft;
        this.broken = broken;
    }

    void block() throws SAXException {
        separate(2);
        if (text.length() > ENOUGH && flat == 0 && mark < 0) {
            flush();
        }
    }

    void endBlock() throws SAXException {
        dropMark();
        block();
    }

    void line(String begin) {
        if (flat > 0 && begin.startsWith("|")) {
            flat = 0;
        }
        separate(1);
        if (flat == 0) {
            mark(begin);
        }
    }

    void openHeading(int level) throws SAXException {
        block();
        mark("#".repeat(level) + " ");
        flat++;
    }

    void closeHeading() throws SAXException {
        flat = Math.max(0, flat - 1);
        endBlock();
    }

    void openCell() {
        flat++;
    }

    void closeCell() {
        flat = Math.max(0, flat - 1);
        mark = -1;
        space();
        text.append("| ");
    }

    void endRow() {
        dropMark();
        separate(1);
    }

    void openCode() throws SAXException {
        block();
        if (flat == 0) {
            text.append("```\n");
            code = true;
        }
    }

    void closeCode() throws SAXException {
        if (code) {
            separate(1);
            text.append("```\n");
            code = false;
        }
        block();
    }

    void text(char[] from, int start, int length) throws SAXException {
        for (var i = start; i < start + length; i++) {
            var c = from[i];
            if (code || broken && flat == 0 && c == '\n') {
                text.append(c);
            } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                space();
            } else {
                text.append(c);
                mark = -1;
            }
        }
        if (text.length() > FULL && !paged) {
            flush();
        }
    }

    /** What was written since the last call is a page, or, with 0, belongs to none. */
    void endPage(int number) throws SAXException {
        try {
            if (number > 0) {
                draft.page(number, text.toString());
            } else {
                draft.part(text.toString());
            }
        } catch (IOException e) {
            throw new SAXException(e);
        }
        paged = true;
        text.setLength(0);
        mark = -1;
    }

    private void flush() throws SAXException {
        var before = paged;
        endPage(0);
        paged = before;
    }

    private void mark(String begin) {
        if (!begin.isEmpty()) {
            mark = mark < 0 ? text.length() : mark;
            text.append(begin);
        }
    }

    private void dropMark() {
        if (mark >= 0 && flat == 0) {
            text.setLength(mark);
            mark = -1;
        }
    }

    private void separate(int lines) {
        if (flat > 0) {
            space();
        } else if (mark < 0 && !text.isEmpty()) {
            trim();
            for (var there = breaks(); there < lines; there++) {
                text.append('\n');
            }
        }
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

    private void space() {
        if (mark < 0 && !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }
}
