package io.focusforge.worker.split;

/**
 * What is never cut: a sentence, a line of code, a row, a heading; of a long one a part.
 *
 * @param heading the headings above it, and itself if it is one
 * @param level of the heading that it is; 0 when it is none
 */
record Unit(int page, int start, int end, int tokens, Boundary before, String heading, int level) {
    boolean isHeading() {
        return level > 0;
    }
}
