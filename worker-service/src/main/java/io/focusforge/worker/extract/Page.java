package io.focusforge.worker.extract;

/**
 * A page of the extracted text, or a part of a long one. The pages of a document, put one behind the other, are its text.
 *
 * @param number from 1; 0 when the document has no pages
 * @param start where the page begins, in characters of the whole text
 * @param text at most {@link #LONGEST} characters
 */
public record Page(int number, int start, String text) {
    public static final int LONGEST = 64 * 1024;

    public Page {
        if (number < 0 || start < 0 || text.length() > LONGEST) {
            throw new IllegalArgumentException("no page: " + number + " at " + start);
        }
    }

    public int end() {
        return start + text.length();
    }
}
