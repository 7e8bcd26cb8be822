package io.focusforge.memory.memories;

import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * How a memory is written in MongoDB. Its key {@code <tenant>/<user>/<memory>} names the owner, so that nobody can ask for a document of
 * somebody else. What is missing in a document of an earlier release has its default.
 */
final class MemoryDocument {
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String USER = "userId";
    static final String SEQ = "seq";
    static final String CREATED_AT = "createdAt";
    static final String UPDATED_AT = "updatedAt";
    static final String EXPIRES_AT = "expiresAt";
    static final String REVISION = "revision";
    static final String ACTION = "action";
    static final String ACTOR = "actor";
    static final String ACCESSED_AT = "accessedAt";
    static final String ACCESS_COUNT = "accessCount";
    static final String STATE = "state";
    static final String SUPERSEDED_BY = "supersededBy";
    static final String SUPERSEDES = "supersedes";
    static final String EVIDENCE = "evidence";
    static final String REQUEST_HASH = "requestHash";
    static final String DELETED_AT = "deletedAt";
    static final String PURGE_AT = "purgeAt";
    /** The revision that the index has not seen, or an empty array: pulling a revision from it is a guarded, atomic "seen". */
    static final String PENDING = "pending";

    private static final char SEPARATOR = '/';

    private MemoryDocument() {}

    static String key(Owner owner, UUID id) {
        return owner.tenant().toString() + SEPARATOR + owner.user() + SEPARATOR + id;
    }

    static Document of(Memory memory, byte[] requestHash) {
        var document = new Document(ID, key(memory.owner(), memory.id()))
                .append(TENANT, memory.owner().tenant())
                .append(USER, memory.owner().user())
                .append(SEQ, memory.seq())
                .append(CREATED_AT, ContentFields.date(memory.createdAt()));
        RevisionFields.of(memory).forEach((field, value) -> {
            if (value != null) {
                document.append(field, value);
            }
        });
        document.append(Untold.FIELD, Untold.first(memory));
        if (requestHash != null) {
            document.append(REQUEST_HASH, new Binary(requestHash));
        }
        return document;
    }

    static Stored stored(Document document) {
        var hash = document.get(REQUEST_HASH, Binary.class);
        var requestHash = hash == null ? null : hash.getData();
        return document.containsKey(DELETED_AT)
                ? new Stored.Tombstone(
                        id(document),
                        owner(document),
                        document.get(SEQ, UUID.class),
                        ContentFields.instant(document, CREATED_AT),
                        ContentFields.instant(document, EXPIRES_AT),
                        document.getInteger(REVISION),
                        requestHash)
                : new Stored.Kept(memory(document), requestHash);
    }

    static PendingChange change(Document document) {
        return switch (stored(document)) {
            case Stored.Kept(var memory, var _) -> new PendingChange.Remember(memory);
            case Stored.Tombstone tombstone ->
                new PendingChange.Forget(tombstone.id(), tombstone.owner(), tombstone.revision());
        };
    }

    static Memory memory(Document document) {
        var createdAt = ContentFields.instant(document, CREATED_AT);
        var updatedAt = ContentFields.instant(document, UPDATED_AT);
        return new Memory(
                id(document),
                owner(document),
                document.get(SEQ, UUID.class),
                ContentFields.content(document),
                createdAt,
                ContentFields.instant(document, EXPIRES_AT),
                document.getInteger(REVISION),
                updatedAt == null ? createdAt : updatedAt,
                access(document),
                lineage(document),
                RevisionFields.change(document));
    }

    private static Access access(Document document) {
        return new Access(ContentFields.instant(document, ACCESSED_AT), document.get(ACCESS_COUNT, 0));
    }

    private static Lineage lineage(Document document) {
        return new Lineage(
                MemoryState.valueOf(document.get(STATE, MemoryState.ACTIVE.name())),
                document.get(SUPERSEDED_BY, UUID.class),
                document.getList(SUPERSEDES, UUID.class, List.of()),
                document.getList(EVIDENCE, UUID.class, List.of()));
    }

    static UUID id(Document document) {
        var key = document.getString(ID);
        return UUID.fromString(key.substring(key.lastIndexOf(SEPARATOR) + 1));
    }

    static Owner owner(Document document) {
        return new Owner(document.get(TENANT, UUID.class), document.get(USER, UUID.class));
    }
}
