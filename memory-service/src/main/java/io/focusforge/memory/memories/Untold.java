package io.focusforge.memory.memories;

import com.mongodb.client.model.Updates;
import io.focusforge.common.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The events of a memory that have not been told, as a list in its document: an entry is added by the write that makes the revision, and
 * taken away when the event is on its way. So none is lost, and those of one memory keep their order.
 */
final class Untold {
    static final String FIELD = "untold";
    /** To be looked up by, in an index of those that have any. */
    static final String REVISION = FIELD + ".revision";
    /** Is there while there is any. */
    static final String ANY = FIELD + ".0";

    private Untold() {}

    static List<Document> first(Memory memory) {
        var by = memory.lineage().supersededBy();
        return List.of(entry(memory.revision(), memory.change().action(), memory.updatedAt(), by));
    }

    static Bson one(Memory memory) {
        var by = memory.lineage().supersededBy();
        return Updates.push(FIELD, entry(memory.revision(), memory.change().action(), memory.updatedAt(), by));
    }

    static Bson end(Stored stored, int revision, Instant at) {
        var expired = stored instanceof Stored.Kept(var memory, var _) && memory.isExpired(at);
        return Updates.push(FIELD, entry(revision, expired ? Action.EXPIRED : Action.DELETED, at, null));
    }

    static Stream<MemoryEvent> events(Document document) {
        return document.getList(FIELD, Document.class, List.of()).stream().map(entry -> event(document, entry));
    }

    static Bson told(List<UUID> ids) {
        return Updates.pullByFilter(new Document(FIELD, new Document("id", new Document("$in", ids))));
    }

    private static Document entry(int revision, Action action, Instant at, UUID by) {
        return new Document("id", Ids.next())
                .append("revision", revision)
                .append("action", action.name())
                .append("at", ContentFields.date(at))
                .append("by", by);
    }

    private static MemoryEvent event(Document document, Document entry) {
        return new MemoryEvent(
                entry.get("id", UUID.class),
                MemoryDocument.id(document),
                MemoryDocument.owner(document),
                entry.getInteger("revision"),
                Action.valueOf(entry.getString("action")),
                ContentFields.instant(entry, "at"),
                entry.get("by", UUID.class));
    }
}
