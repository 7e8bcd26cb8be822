package io.focusforge.worker.extract.program;

import java.io.IOException;
import org.xml.sax.SAXException;

/** Lays text out in lines, and hands it on when there is enough of it, or a page is full. */
final class Lines {
    private static final int ENOUGH = 32 * 1024;
    private static final int FULL = 128 * 1024;

    private final Draft draft;
    private final boolean broken;
    private final boolean flowing;
    private final Sheet sheet = new Sheet();
    /** Within a heading or a cell everything is one line. */
    private int flat;

    private boolean code;
    private boolean paged;
    /** Of a flowing text. */
    private int page = 1;
    /** Pages that begin with the next paragraph. */
    private int due;

    /** @param flowing whether it says within the text where pages begin */
    Lines(Draft draft, boolean broken, boolean flowing) {
        this.draft = draft;
        this.broken = broken;
        this.flowing = flowing;
    }

    void block() throws SAXException {
        separate(2);
        if (flat == 0 && !sheet.isMarked()) {
            if (due > 0) {
                turn();
            } else if (sheet.length() > ENOUGH) {
                flush();
            }
        }
    }

    // A paragraph that goes over to the next page stays in one piece.
    private void beginPage() throws SAXException {
        due++;
        if (sheet.isAtBegin()) {
            turn();
        }
    }

    private void turn() throws SAXException {
        hand(sheet.takeBeforeMark());
        page += due;
        due = 0;
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
            sheet.mark(begin);
        }
    }

    void openHeading(int level) throws SAXException {
        block();
        sheet.mark("#".repeat(level) + " ");
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
        sheet.acceptMark();
        sheet.space();
        sheet.append("| ");
    }

    void endRow() {
        dropMark();
        separate(1);
    }

    void openCode() throws SAXException {
        block();
        if (flat == 0) {
            sheet.append("```\n");
            code = true;
        }
    }

    void closeCode() throws SAXException {
        if (code) {
            separate(1);
            sheet.append("```\n");
            code = false;
        }
        block();
    }

    void text(char[] from, int start, int length) throws SAXException {
        for (var i = start; i < start + length; i++) {
            var c = from[i];
            if (flowing && c == PageBreaks.MARK) {
                beginPage();
            } else if (code || broken && flat == 0 && c == '\n') {
                sheet.append(String.valueOf(c));
            } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                sheet.space();
            } else {
                sheet.write(c);
            }
        }
        if (sheet.length() > FULL && !paged) {
            flush();
        }
    }

    /** What was written since the last call is a page, or, with 0, belongs to none that is known here. */
    void endPage(int number) throws SAXException {
        var text = sheet.take();
        if (number > 0) {
            try {
                draft.page(number, text);
            } catch (IOException e) {
                throw new SAXException(e);
            }
        } else {
            hand(text);
        }
        paged = true;
    }

    private void flush() throws SAXException {
        hand(sheet.take());
    }

    private void hand(String text) throws SAXException {
        try {
            draft.part(flowing ? page : 0, text);
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    private void dropMark() {
        if (flat == 0) {
            sheet.dropMark();
        }
    }

    private void separate(int lines) {
        if (flat > 0) {
            sheet.space();
        } else {
            sheet.separate(lines);
        }
    }
}
