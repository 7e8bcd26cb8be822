package io.focusforge.chaos.runs;

/** How the host outside behaves towards a run. */
enum Manner {
    PLAIN,
    /** Takes its time. */
    SLOW,
    /** Asks to come back later, now and then. */
    BUSY,
    /** Does what it is asked for the first time, and breaks the connection instead of an answer. */
    LOST,
    /** Refuses the last step for good. */
    FATAL
}
