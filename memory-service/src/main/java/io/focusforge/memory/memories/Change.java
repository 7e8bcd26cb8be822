package io.focusforge.memory.memories;

import java.util.Objects;
import java.util.UUID;

/**
 * How a revision came about.
 *
 * @param actor the user who did it, or null for the service itself
 */
public record Change(Action action, UUID actor) {
    public Change {
        Objects.requireNonNull(action);
    }
}
