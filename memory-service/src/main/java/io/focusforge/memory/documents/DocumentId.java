package io.focusforge.memory.documents;

import java.util.UUID;

/** The id of a document in a path. */
final class DocumentId {
    private DocumentId() {}

    /** What is not an id is the id of nothing. */
    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Documents.unknown();
        }
    }
}
