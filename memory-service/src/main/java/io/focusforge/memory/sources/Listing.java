package io.focusforge.memory.sources;

import java.util.List;

/** What is at a place now. */
sealed interface Listing {
    /** @param mark how it looks from outside, or null when that is not known before it is asked for */
    record Entry(String name, String mark) {}

    /** As many entries as may be, or all that there are. */
    record Listed(List<Entry> entries) implements Listing {}

    /** The place cannot be looked at; the reason can be shown. */
    record Failed(String reason) implements Listing {}
}
