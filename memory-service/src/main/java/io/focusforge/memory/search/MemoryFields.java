package io.focusforge.memory.search;

import io.focusforge.memory.filter.Field;
import io.focusforge.memory.filter.Fields;
import io.focusforge.memory.filter.Filter;
import io.focusforge.memory.filter.Kind;

/** What memories can be filtered by. */
final class MemoryFields {
    static final Fields ALL = Fields.of(
            Field.of("type", Kind.TEXT, "type"),
            Field.of("tags", Kind.TEXTS, "tags"),
            Field.of("namespace", Kind.TEXT, "namespace"),
            Field.of("agent", Kind.TEXT, "agent"),
            Field.of("run", Kind.TEXT, "run"),
            Field.of("session", Kind.TEXT, "session"),
            Field.of("state", Kind.TEXT, "state"),
            Field.of("importance", Kind.NUMBER, "importance"),
            Field.of("accessCount", Kind.NUMBER, "access_count"),
            Field.of("createdAt", Kind.TIME, "created_at"),
            Field.of("updatedAt", Kind.TIME, "coalesce(updated_at, created_at)"),
            Field.of("accessedAt", Kind.TIME, "accessed_at"),
            Field.of("expiresAt", Kind.TIME, "expires_at"),
            Field.of("validFrom", Kind.TIME, "valid_from"),
            Field.of("validTo", Kind.TIME, "valid_to"));

    private MemoryFields() {}

    static boolean asksForStates(Filter filter) {
        return filter.mentions("state");
    }

    static boolean asksForValidity(Filter filter) {
        return filter.mentions("validFrom") || filter.mentions("validTo");
    }
}
