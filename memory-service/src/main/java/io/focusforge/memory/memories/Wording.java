package io.focusforge.memory.memories;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is left of a text when how it is written does not matter: case, spaces, the end of the sentence. */
public final class Wording {
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc`]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern END = Pattern.compile("[\\s.!,;:\u2026]+$");

    private Wording() {}

    public static String normal(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var straight = APOSTROPHES.matcher(plain).replaceAll("'");
        var spaced = SPACES.matcher(straight).replaceAll(" ").strip();
        var ended = END.matcher(spaced).replaceAll("");
        return ended.isEmpty() ? spaced : ended;
    }
}
