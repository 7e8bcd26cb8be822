package io.focusforge.memory.vectors;

/**
 * What a set of vectors is good for.
 *
 * <pre>
 * EMPTY → FILLING → FILLED ⇄ SEARCHED
 *   ↑        ↓         ↓
 *   └──── EMPTYING ←───┘
 * </pre>
 */
public enum SetState {
    /** The one that searches look at. There is always exactly one. */
    SEARCHED,
    /** New chunks are written, and the background embeds the old ones. */
    FILLING,
    /** Complete, and kept so. */
    FILLED,
    /** No longer written, and not yet empty. */
    EMPTYING,
    EMPTY;

    boolean written() {
        return this == SEARCHED || this == FILLING || this == FILLED;
    }
}
