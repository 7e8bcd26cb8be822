package io.focusforge.memory.erase;

/** What a step has come to. */
enum Progress {
    MORE,
    DONE
}
