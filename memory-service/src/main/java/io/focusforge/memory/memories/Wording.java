package io.focusforge.memory.memories;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is left of a text when how it is written does not matter: case, spaces, the end of the sentence. */
public final class Wording {
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc`]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final String END = " .!,;:\u2026";

    private Wording() {}

    public static String normal(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var straight = APOSTROPHES.matcher(plain).replaceAll("'");
        var spaced = SPACES.matcher(straight).replaceAll(" ").strip();
        var end = end(spaced);
        return end == 0 ? spaced : spaced.substring(0, end);
    }

    // By hand, since a pattern takes long for a run of full stops that is not at the end.
    private static int end(String text) {
        var end = text.length();
        while (end > 0 && END.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
