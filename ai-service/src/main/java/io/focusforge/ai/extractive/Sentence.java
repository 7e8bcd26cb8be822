package io.focusforge.ai.extractive;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One sentence of the context, with the number of the message that it stands in, counted from 0. */
record Sentence(int message, String text, Set<String> words) {
    static List<Sentence> split(int message, String text) {
        var sentences = new ArrayList<Sentence>();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            splitLine(message, line, sentences);
        }
        return sentences;
    }

    private static void splitLine(int message, String line, List<Sentence> sentences) {
        var boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
        boundaries.setText(line);
        var from = boundaries.first();
        for (var to = boundaries.next(); to != BreakIterator.DONE; to = boundaries.next()) {
            var sentence = line.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(new Sentence(message, sentence, Words.of(sentence).collect(Collectors.toSet())));
            }
            from = to;
        }
    }
}
