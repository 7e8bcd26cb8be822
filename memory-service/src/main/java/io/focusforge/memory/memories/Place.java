package io.focusforge.memory.memories;

import java.util.Objects;

/**
 * Where a memory belongs: only memories of one place are merged or supersede each other.
 *
 * @param session null for what is not bound to one
 */
public record Place(String namespace, Subject subject, String session) {
    public static final String DEFAULT_NAMESPACE = "default";
    public static final Place DEFAULT = new Place(DEFAULT_NAMESPACE, Subject.NONE, null);

    public Place {
        Objects.requireNonNull(namespace);
        Objects.requireNonNull(subject);
    }
}
