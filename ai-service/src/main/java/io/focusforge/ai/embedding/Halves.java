package io.focusforge.ai.embedding;

/** A text cut in two, between words where there is a space near the middle, and never within a character. */
record Halves(String first, String second) {
    static Halves of(String text) {
        var middle = text.length() / 2;
        var space = text.lastIndexOf(' ', middle);
        var cut = space > text.length() / 4 ? space : middle;
        if (Character.isLowSurrogate(text.charAt(cut)) && Character.isHighSurrogate(text.charAt(cut - 1)) && cut > 1) {
            cut--;
        }
        return new Halves(text.substring(0, cut), text.substring(cut));
    }
}
