package io.focusforge.worker.split;

/**
 * A part of a document that is found as one.
 *
 * @param ordinal from 0, without gaps
 * @param page on which it begins; 0 when the document has none
 * @param start of {@code text} in the extracted text, in characters
 * @param end behind its last character
 * @param heading the headings above it, outermost first, as in {@code Setup > Ports}; empty when there is none. It is not a part of {@code text}
 * @param text the extracted text from {@code start} to {@code end}; with the heading and a line break before it, it fits the model
 */
public record Piece(int ordinal, int page, int start, int end, String heading, String text) {
    public Piece {
        if (ordinal < 0 || page < 0 || start < 0 || end - start != text.length() || text.isEmpty()) {
            throw new IllegalArgumentException("no piece: " + ordinal + " from " + start + " to " + end);
        }
    }
}
