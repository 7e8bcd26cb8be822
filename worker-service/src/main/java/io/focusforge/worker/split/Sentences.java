package io.focusforge.worker.split;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the sentences of a paragraph, in any language. */
final class Sentences {
    /** Of a text that is looked at as one: a longer one is cut. */
    private static final int LONGEST = 16 * 1024;

    record Span(int start, int end) {}

    private Sentences() {}

    static List<Span> of(String text, int start, int end) {
        var sentences = new ArrayList<Span>();
        for (var from = start; from < end; from += LONGEST) {
            find(text, from, Math.min(end, from + LONGEST), sentences);
        }
        return sentences;
    }

    private static void find(String text, int start, int end, List<Span> sentences) {
        var iterator = BreakIterator.getSentenceInstance(Locale.ROOT);
        // where a line ends on paper a sentence does not
        iterator.setText(text.substring(start, end).replace('\n', ' '));
        var from = iterator.first();
        for (var to = iterator.next(); to != BreakIterator.DONE; to = iterator.next()) {
            sentences.add(new Span(start + from, start + to));
            from = to;
        }
    }
}
