package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * How a memory is written in MongoDB. Its key {@code <tenant>/<user>/<memory>} names the owner, so that nobody can ask for a document of
 * somebody else. Metadata is a list of pairs, because a key may hold any character.
 */
final class MemoryDocument {
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String USER = "userId";
    static final String SEQ = "seq";
    static final String TYPE = "type";
    static final String TEXT = "text";
    static final String METADATA = "metadata";
    static final String TAGS = "tags";
    static final String IMPORTANCE = "importance";
    static final String CREATED_AT = "createdAt";
    static final String EXPIRES_AT = "expiresAt";
    static final String REVISION = "revision";
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
        var content = memory.content();
        var document = new Document(ID, key(memory.owner(), memory.id()))
                .append(TENANT, memory.owner().tenant())
                .append(USER, memory.owner().user())
                .append(SEQ, memory.seq())
                .append(TYPE, content.type().name())
                .append(TEXT, content.text())
                .append(METADATA, pairs(content.metadata()))
                .append(TAGS, content.tags())
                .append(IMPORTANCE, content.importance())
                .append(CREATED_AT, Date.from(memory.createdAt()))
                .append(REVISION, memory.revision())
                .append(PENDING, List.of(memory.revision()));
        if (memory.expiresAt() != null) {
            document.append(EXPIRES_AT, Date.from(memory.expiresAt()));
        }
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
                        instant(document, CREATED_AT),
                        instant(document, EXPIRES_AT),
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

    private static Memory memory(Document document) {
        var content = new Content(
                document.getString(TEXT),
                MemoryType.valueOf(document.getString(TYPE)),
                metadata(document.getList(METADATA, Document.class)),
                document.getList(TAGS, String.class),
                document.getDouble(IMPORTANCE));
        return new Memory(
                id(document),
                owner(document),
                document.get(SEQ, UUID.class),
                content,
                instant(document, CREATED_AT),
                instant(document, EXPIRES_AT),
                document.getInteger(REVISION));
    }

    private static UUID id(Document document) {
        var key = document.getString(ID);
        return UUID.fromString(key.substring(key.lastIndexOf(SEPARATOR) + 1));
    }

    private static Owner owner(Document document) {
        return new Owner(document.get(TENANT, UUID.class), document.get(USER, UUID.class));
    }

    private static Instant instant(Document document, String field) {
        var date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static List<Document> pairs(Map<String, Object> metadata) {
        var pairs = new ArrayList<Document>(metadata.size());
        metadata.forEach((key, value) -> pairs.add(new Document("k", key).append("v", value)));
        return pairs;
    }

    private static Map<String, Object> metadata(List<Document> pairs) {
        var metadata = new TreeMap<String, Object>();
        pairs.forEach(pair -> metadata.put(pair.getString("k"), pair.get("v")));
        return metadata;
    }
}
