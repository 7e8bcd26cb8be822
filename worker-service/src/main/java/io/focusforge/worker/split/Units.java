package io.focusforge.worker.split;

import io.focusforge.worker.extract.Page;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Takes pages apart into units, line by line: headings, items, rows and code are told by how their lines begin, as in Markdown. */
final class Units {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})[ \\t]+(\\S.*?)[ \\t#]*");
    private static final Pattern ITEM =
            Pattern.compile("\\s*(?:[-*+\u2022\u25E6\u25AA\u2013]|\\p{Nd}{1,3}[.)])\\s+\\S.*");
    private static final Pattern FENCE = Pattern.compile("\\s*(?:```|~~~).*");

    private static final int LONGEST_HEADING = 1_000;

    private enum Kind {
        TEXT,
        ROW,
        CODE
    }

    private final boolean marked;
    private final HeadingPath headings;
    private final Fragments fragments;
    private final Consumer<Unit> units;
    private Kind kind = Kind.TEXT;
    /** Where the paragraph began that goes on; negative when there is none. */
    private int paragraph = -1;

    private Boundary before = Boundary.PARAGRAPH;

    /** @param marked whether a # begins a heading, and so on */
    Units(boolean marked, HeadingPath headings, Fragments fragments, Consumer<Unit> units) {
        this.marked = marked;
        this.headings = headings;
        this.fragments = fragments;
        this.units = units;
    }

    void take(Page page) {
        var text = page.text();
        for (var start = 0; start < text.length(); ) {
            var end = text.indexOf('\n', start) + 1;
            end = end == 0 ? text.length() : end;
            line(page, start, end);
            start = end;
        }
        endParagraph(page, text.length());
    }

    private void line(Page page, int start, int end) {
        var line = page.text().substring(start, end).stripTrailing();
        var fence = marked && FENCE.matcher(line).matches();
        if (kind == Kind.CODE) {
            whole(page, start, end, Boundary.SENTENCE);
            kind = fence ? Kind.TEXT : Kind.CODE;
        } else if (fence) {
            endParagraph(page, start);
            whole(page, start, end, Boundary.BLOCK);
            kind = Kind.CODE;
        } else if (line.startsWith("|")) {
            endParagraph(page, start);
            whole(page, start, end, kind == Kind.ROW ? Boundary.SENTENCE : Boundary.BLOCK);
            kind = Kind.ROW;
        } else {
            kind = Kind.TEXT;
            text(page, start, end, line);
        }
    }

    private void text(Page page, int start, int end, String line) {
        var heading = HEADING.matcher(line.length() > LONGEST_HEADING ? "" : line);
        if (line.isBlank()) {
            endParagraph(page, start);
            before = Boundary.PARAGRAPH;
        } else if (marked && heading.matches()) {
            endParagraph(page, start);
            headings.enter(heading.group(1).length(), heading.group(2));
            emit(page, start, end, Boundary.HEADING, heading.group(1).length());
            before = Boundary.SENTENCE;
        } else if (ITEM.matcher(line).matches()) {
            endParagraph(page, start);
            before = before == Boundary.PARAGRAPH ? before : Boundary.ITEM;
            paragraph = start;
        } else if (paragraph < 0) {
            paragraph = start;
        }
    }

    private void endParagraph(Page page, int end) {
        if (paragraph >= 0) {
            var first = before;
            for (var sentence : Sentences.of(page.text(), paragraph, end)) {
                emit(page, sentence.start(), sentence.end(), first, 0);
                first = Boundary.SENTENCE;
            }
            paragraph = -1;
            before = Boundary.SENTENCE;
        }
    }

    private void whole(Page page, int start, int end, Boundary boundary) {
        emit(page, start, end, boundary, 0);
        before = Boundary.PARAGRAPH;
    }

    private void emit(Page page, int start, int end, Boundary boundary, int level) {
        var first = boundary;
        for (var part : fragments.of(page.text(), start, end)) {
            units.accept(new Unit(
                    page.number(),
                    page.start() + part.start(),
                    page.start() + part.end(),
                    part.tokens(),
                    first,
                    headings.path(),
                    level));
            first = Boundary.WORD;
        }
    }
}
