package io.focusforge.worker.extract;

/**
 * What is said of a file. The content decides what it is; this only tells kinds of text apart, such as Markdown and plain text.
 *
 * @param name of the file, or null
 * @param mediaType as it was declared, or null
 */
public record Hint(String name, String mediaType) {
    private static final int LONGEST = 512;

    public static final Hint NONE = new Hint(null, null);

    public Hint {
        name = cut(name);
        mediaType = cut(mediaType);
    }

    private static String cut(String text) {
        var line = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > LONGEST ? line.substring(line.length() - LONGEST) : line;
    }
}
