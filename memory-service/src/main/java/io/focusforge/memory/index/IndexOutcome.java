package io.focusforge.memory.index;

import java.util.Optional;

/** What became of a batch: so many are in the index now, so many stay pending; and why nobody's can be indexed, if that is so. */
record IndexOutcome(int indexed, int left, Optional<String> outage) {
    /** Whether it makes sense to go on with other changes at once. */
    boolean mayGoOn() {
        return outage.isEmpty();
    }
}
