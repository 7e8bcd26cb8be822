package io.focusforge.memory.index;

import java.util.Optional;

/** What became of a batch: so many are in the index now, so many stay pending, and why. */
record IndexOutcome(int indexed, int left, Optional<String> reason) {
    /** Whether it makes sense to go on with other changes at once. */
    boolean madeProgress() {
        return indexed > 0 || left == 0;
    }
}
