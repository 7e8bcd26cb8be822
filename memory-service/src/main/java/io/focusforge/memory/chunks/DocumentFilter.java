package io.focusforge.memory.chunks;

import io.focusforge.memory.filter.Field;
import io.focusforge.memory.filter.Fields;
import io.focusforge.memory.filter.Kind;

/** What documents can be filtered by. */
final class DocumentFilter {
    static final Fields FIELDS = Fields.of(
            Field.of("collection", Kind.TEXT, "d.collection"),
            Field.of("title", Kind.TEXT, "d.title"),
            Field.of("mediaType", Kind.TEXT, "d.media_type"),
            Field.of("createdAt", Kind.TIME, "d.created_at"),
            Field.of("updatedAt", Kind.TIME, "d.updated_at"));

    private DocumentFilter() {}
}
