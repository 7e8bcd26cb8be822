package io.focusforge.memory.conversations;

import io.focusforge.memory.memories.Owner;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;

/** How a conversation is written in MongoDB, under its {@link ConversationKey}. */
final class ConversationDocument {
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String USER = "userId";
    static final String ORDER = "order";
    static final String TITLE = "title";
    static final String METADATA = "metadata";
    static final String CREATED_AT = "createdAt";
    static final String UPDATED_AT = "updatedAt";
    static final String LAST_SEQ = "lastSeq";
    static final String SUMMARY = "summary";
    static final String UP_TO = "upTo";
    static final String REQUEST_HASH = "requestHash";
    static final String DELETED_AT = "deletedAt";
    /** When to look after a tombstone: while there is something left of the conversation, and when its own time is over. */
    static final String SWEEP_AT = "sweepAt";

    private static final String TEXT = "text";
    private static final String TOKENS = "tokens";

    private ConversationDocument() {}

    static String key(Owner owner, UUID conversation) {
        return new ConversationKey(owner, conversation).text();
    }

    static Document of(Conversation conversation, byte[] requestHash) {
        var document = new Document(ID, key(conversation.owner(), conversation.id()))
                .append(TENANT, conversation.owner().tenant())
                .append(USER, conversation.owner().user())
                .append(ORDER, conversation.order())
                .append(METADATA, Pairs.of(conversation.metadata()))
                .append(CREATED_AT, Date.from(conversation.createdAt()))
                .append(UPDATED_AT, Date.from(conversation.updatedAt()))
                .append(LAST_SEQ, conversation.lastSeq());
        if (conversation.title() != null) {
            document.append(TITLE, conversation.title());
        }
        if (requestHash != null) {
            document.append(REQUEST_HASH, new Binary(requestHash));
        }
        return document;
    }

    static Document of(Summary summary) {
        return new Document(TEXT, summary.text()).append(UP_TO, summary.upTo()).append(TOKENS, summary.tokens());
    }

    static Filed filed(Document document) {
        var hash = document.get(REQUEST_HASH, Binary.class);
        return new Filed(
                conversation(document), hash == null ? null : hash.getData(), document.containsKey(DELETED_AT));
    }

    static Tombstone tombstone(Document document) {
        return new Tombstone(
                ConversationKey.parse(document.getString(ID)),
                document.getDate(DELETED_AT).toInstant());
    }

    static Conversation conversation(Document document) {
        var key = ConversationKey.parse(document.getString(ID));
        return new Conversation(
                key.conversation(),
                key.owner(),
                document.get(ORDER, UUID.class),
                document.getString(TITLE),
                Pairs.read(document.getList(METADATA, Document.class)),
                document.getDate(CREATED_AT).toInstant(),
                document.getDate(UPDATED_AT).toInstant(),
                document.getInteger(LAST_SEQ),
                summary(document.get(SUMMARY, Document.class)));
    }

    private static Summary summary(Document document) {
        return document == null
                ? null
                : new Summary(document.getString(TEXT), document.getInteger(UP_TO), document.getInteger(TOKENS));
    }
}
