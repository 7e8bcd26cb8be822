package io.focusforge.worker.extract.program;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What characters become: composed (NFC), those that show nothing left out, all white space a blank or a line break. */
final class Characters {
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Characters() {}

    static String clean(String raw) {
        var text = Normalizer.isNormalized(raw, Normalizer.Form.NFC)
                ? raw
                : Normalizer.normalize(raw, Normalizer.Form.NFC);
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            append(c, i < text.length() && text.charAt(i) == '\n', out);
        }
        return out.toString();
    }

    /** The text as one line. */
    static String line(String text) {
        return BLANKS.matcher(clean(text)).replaceAll(" ").strip();
    }

    private static void append(int c, boolean beforeLineBreak, StringBuilder out) {
        switch (c) {
            case '\n', '\t' -> out.append((char) c);
            case '\r' -> out.append(beforeLineBreak ? "" : "\n");
            case '\f', 0x0B, 0x85, LINE_SEPARATOR, PARAGRAPH_SEPARATOR -> out.append('\n');
            // what a font draws as one; everything else keeps its form
            case 0xFB00, 0xFB01, 0xFB02, 0xFB03, 0xFB04, 0xFB05, 0xFB06 ->
                out.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            default -> {
                if (Character.isSpaceChar(c)) {
                    out.append(' ');
                } else if (shows(c)) {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
            // Persian, Indic scripts and emoji are spelled with joiners
            case Character.FORMAT -> c == 0x200C || c == 0x200D || c >= 0xE0020 || c >= 0x0600 && c <= 0x08E2;
            default -> c != 0xFFFC && c != 0xFFFD;
        };
    }
}
