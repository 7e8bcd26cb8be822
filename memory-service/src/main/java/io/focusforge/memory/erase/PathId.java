package io.focusforge.memory.erase;

import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** An id in a path: what is not an id is the id of nothing. */
final class PathId {
    private PathId() {}

    static UUID of(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what);
        }
    }
}
