package io.focusforge.orchestrator.task;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which a task is found: letters and digits in lower case and without accents. In scripts that write without spaces each
 * character is a word.
 */
public final class SearchWords {
    /** In one search. */
    public static final int MOST_WANTED = 20;

    public static final String WANTED_MESSAGE = "must have 1 to 20 words of letters or digits";
    private static final int MOST = 300;
    private static final int LONGEST = 40;

    private final Set<String> words = new LinkedHashSet<>();
    private final StringBuilder word = new StringBuilder();

    private SearchWords() {}

    static Set<String> of(Task task) {
        var found = new SearchWords();
        found.read(task.title());
        task.labels().forEach(found::read);
        if (task.description() != null) {
            found.read(task.description());
        }
        return found.words;
    }

    /** Of what somebody looks for. */
    public static List<String> of(String query) {
        var found = new SearchWords();
        found.read(query);
        return List.copyOf(found.words);
    }

    private void read(String text) {
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(this::read);
        end();
    }

    private void read(int character) {
        if (Character.isIdeographic(character)) {
            end();
            word.appendCodePoint(character);
            end();
        } else if (Character.isLetterOrDigit(character)) {
            word.appendCodePoint(character);
        } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
            end();
        }
    }

    private void end() {
        if (!word.isEmpty() && words.size() < MOST) {
            words.add(word.length() > LONGEST ? word.substring(0, word.offsetByCodePoints(0, cut())) : word.toString());
        }
        word.setLength(0);
    }

    private int cut() {
        return Math.min(word.codePointCount(0, word.length()), LONGEST / 2);
    }
}
