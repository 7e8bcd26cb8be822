package io.focusforge.orchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A text as lower-case words, to look words and phrases up in. */
record Words(List<String> list, String padded) {
    static Words of(String text) {
        var words = new ArrayList<String>();
        var lower = RuleText.lower(text);
        var start = -1;
        for (var i = 0; i <= lower.length(); i++) {
            var inWord = i < lower.length() && isWordCharacter(lower.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(lower.substring(start, i));
                start = -1;
            }
        }
        return new Words(words, " " + String.join(" ", words) + " ");
    }

    boolean has(String phrase) {
        return padded.contains(" " + phrase + " ");
    }

    boolean hasAny(Collection<String> phrases) {
        return phrases.stream().anyMatch(this::has);
    }

    String first() {
        return list.isEmpty() ? "" : list.getFirst();
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '\'' || c == ':';
    }
}
