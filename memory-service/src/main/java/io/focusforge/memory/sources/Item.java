package io.focusforge.memory.sources;

import java.util.UUID;

/**
 * Something that is to be done in a run.
 *
 * @param name path below the place, or URL
 * @param document what was made of it before; null before the first time
 * @param etag what its server called it then, or null; likewise {@code lastModified}
 */
record Item(String name, Todo todo, String listedMark, UUID document, String etag, String lastModified) {
    enum Todo {
        FETCH,
        REMOVE
    }
}
