package io.focusforge.memory.memories;

import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** The id of a memory in a path: what is not an id is the id of nothing. */
final class MemoryId {
    private MemoryId() {}

    static UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("memory");
        }
    }
}
