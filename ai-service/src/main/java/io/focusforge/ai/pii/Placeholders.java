package io.focusforge.ai.pii;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds placeholders in what a model says, and puts back what they stand for. */
final class Placeholders {
    private static final Pattern ANY = Pattern.compile("\\[[A-Z][A-Z0-9_]{0,30}_[0-9]{1,9}]");

    private final Masks masks;

    Placeholders(Masks masks) {
        this.masks = masks;
    }

    /** Those that a text holds, whatever they stand for. */
    static Set<String> in(String text) {
        if (text.indexOf('[') < 0) {
            return Set.of();
        }
        var found = new HashSet<String>();
        ANY.matcher(text).results().forEach(match -> found.add(match.group()));
        return found;
    }

    /** @param inJson whether the text is JSON itself, such as the arguments of a call, and the values stand within its strings */
    String restored(String text, boolean inJson) {
        var at = 0;
        StringBuilder restored = null;
        for (var open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
            var close = text.indexOf(']', open);
            var value =
                    close < 0 || close - open >= masks.longest() ? null : masks.value(text.substring(open, close + 1));
            if (value != null) {
                restored = restored == null ? new StringBuilder(text.length()) : restored;
                restored.append(text, at, open).append(inJson ? Trees.escaped(value) : value);
                at = close + 1;
            }
        }
        return restored == null
                ? text
                : restored.append(text, at, text.length()).toString();
    }

    /** @return from where on the text may be the beginning of a placeholder that goes on in the next piece; its length when nothing is */
    int beginning(String text) {
        var open = text.lastIndexOf('[');
        if (open < 0 || text.length() - open >= masks.longest()) {
            return text.length();
        }
        for (var i = open + 1; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character != '_' && !Character.isDigit(character) && (character < 'A' || character > 'Z')) {
                return text.length();
            }
        }
        return open;
    }
}
