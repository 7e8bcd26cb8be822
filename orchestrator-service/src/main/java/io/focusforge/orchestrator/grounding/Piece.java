package io.focusforge.orchestrator.grounding;

/** A part of what a model said. */
sealed interface Piece {
    /** As it is. */
    record Text(String text) implements Piece {}

    /**
     * A claim that a source says so.
     *
     * @param written the blanks before it
     * @param source its number in the prompt
     * @param quote null where the model did not say which words
     */
    record Marker(String written, int source, String quote) implements Piece {}
}
