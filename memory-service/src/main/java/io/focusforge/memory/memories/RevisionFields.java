package io.focusforge.memory.memories;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/** The fields of a document that a new revision writes: all but who the memory is, when it was made and how often it was of use. */
final class RevisionFields {
    private RevisionFields() {}

    /** A field whose value is null is not there. */
    static Map<String, Object> of(Memory memory) {
        var fields = ContentFields.of(memory.content());
        var lineage = memory.lineage();
        fields.put(MemoryDocument.EXPIRES_AT, ContentFields.date(memory.expiresAt()));
        fields.put(MemoryDocument.UPDATED_AT, ContentFields.date(memory.updatedAt()));
        fields.put(MemoryDocument.REVISION, memory.revision());
        fields.put(MemoryDocument.PENDING, List.of(memory.revision()));
        fields.put(MemoryDocument.STATE, lineage.state().name());
        fields.put(MemoryDocument.SUPERSEDED_BY, lineage.supersededBy());
        fields.put(MemoryDocument.SUPERSEDES, unlessEmpty(lineage.supersedes()));
        fields.put(MemoryDocument.EVIDENCE, unlessEmpty(lineage.evidence()));
        fields.put(MemoryDocument.ACTION, memory.change().action().name());
        fields.put(MemoryDocument.ACTOR, memory.change().actor());
        return fields;
    }

    static Change change(Document document) {
        var action = document.getString(MemoryDocument.ACTION);
        return action == null
                ? new Change(Action.CREATED, document.get(MemoryDocument.USER, UUID.class))
                : new Change(Action.valueOf(action), document.get(MemoryDocument.ACTOR, UUID.class));
    }

    private static List<UUID> unlessEmpty(List<UUID> ids) {
        return ids.isEmpty() ? null : ids;
    }
}
