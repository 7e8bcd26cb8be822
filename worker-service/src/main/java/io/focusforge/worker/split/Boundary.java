package io.focusforge.worker.split;

/** How good it is to cut before a unit, the best last. */
enum Boundary {
    WORD,
    SENTENCE,
    ITEM,
    PARAGRAPH,
    /** The beginning of a table or of code. */
    BLOCK,
    HEADING;

    /** How much there must be before such a cut, as a part of what fits, when something better could be had by waiting. */
    int least(int most) {
        return switch (this) {
            case WORD -> most;
            case SENTENCE -> most * 3 / 4;
            case ITEM, PARAGRAPH -> most / 2;
            case BLOCK, HEADING -> most / 8;
        };
    }
}
