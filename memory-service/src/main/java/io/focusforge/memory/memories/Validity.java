package io.focusforge.memory.memories;

import java.time.Instant;

/**
 * When what a memory says is true; at other times it is hidden from lists and searches.
 *
 * @param from inclusive, null for ever before
 * @param to exclusive, null for ever after
 */
public record Validity(Instant from, Instant to) {
    public static final Validity ALWAYS = new Validity(null, null);

    public Validity {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a validity ends after it begins");
        }
    }

    public boolean includes(Instant time) {
        return (from == null || !from.isAfter(time)) && (to == null || to.isAfter(time));
    }
}
