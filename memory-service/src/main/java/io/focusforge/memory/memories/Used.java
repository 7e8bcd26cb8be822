package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.UUID;

/** A memory was of use so many times, at last then. */
public record Used(Owner owner, UUID id, int times, Instant last) {
    public Used and(Used more) {
        return new Used(owner, id, times + more.times, last.isAfter(more.last) ? last : more.last);
    }
}
