package io.focusforge.memory.messages;

import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.Pairs;
import io.focusforge.memory.memories.Owner;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;

/** How an append is written in MongoDB, under {@code <tenant>/<user>/<conversation>/<number of its first message>}. */
final class AppendDocument {
    static final String ID = "_id";
    static final String TENANT = "tenantId";
    static final String REQUEST = "request";
    /** There while the search index has not seen it. */
    static final String PENDING = "pending";
    /** The conversation, where a message is one that every context has. */
    static final String KEEPS = "keeps";

    static final String MESSAGE_ID = "messages.id";

    private static final String USER = "userId";
    private static final String CONVERSATION = "conversationId";
    private static final String FIRST = "first";
    private static final String REQUEST_HASH = "requestHash";
    private static final String CREATED_AT = "createdAt";
    private static final String MESSAGES = "messages";

    private AppendDocument() {}

    /** Ten digits, so that the order of keys is the order of numbers. */
    static String key(ConversationKey conversation, int first) {
        return "%s/%010d".formatted(conversation.text(), first);
    }

    static Document of(Append append) {
        var conversation = append.conversation();
        var document = new Document(ID, append.key())
                .append(TENANT, conversation.owner().tenant())
                .append(USER, conversation.owner().user())
                .append(CONVERSATION, conversation.conversation())
                .append(FIRST, append.first())
                .append(REQUEST, append.request())
                .append(CREATED_AT, Date.from(append.messages().getFirst().createdAt()))
                .append(PENDING, true)
                .append(
                        MESSAGES,
                        append.messages().stream().map(AppendDocument::message).toList());
        if (append.requestHash() != null) {
            document.append(REQUEST_HASH, new Binary(append.requestHash()));
        }
        if (append.messages().stream().anyMatch(Message::isKept)) {
            document.append(KEEPS, conversation.text());
        }
        return document;
    }

    static Append append(Document document) {
        var owner = new Owner(document.get(TENANT, UUID.class), document.get(USER, UUID.class));
        var hash = document.get(REQUEST_HASH, Binary.class);
        var createdAt = document.getDate(CREATED_AT).toInstant();
        var first = document.getInteger(FIRST);
        var messages = document.getList(MESSAGES, Document.class);
        return new Append(
                new ConversationKey(owner, document.get(CONVERSATION, UUID.class)),
                document.get(REQUEST, UUID.class),
                hash == null ? null : hash.getData(),
                IntStream.range(0, messages.size())
                        .mapToObj(i -> message(messages.get(i), first + i, createdAt))
                        .toList());
    }

    private static Document message(Message message) {
        var document = new Document("id", message.id())
                .append("role", message.role().text())
                .append("content", message.content())
                .append("tokens", message.tokens());
        append(document, "name", message.name());
        append(document, "toolCallId", message.toolCallId());
        append(document, "parent", message.parent());
        append(document, "pinned", message.pinned() ? true : null);
        append(document, "metadata", message.metadata().isEmpty() ? null : Pairs.of(message.metadata()));
        append(
                document,
                "toolCalls",
                message.toolCalls().isEmpty()
                        ? null
                        : message.toolCalls().stream()
                                .map(AppendDocument::toolCall)
                                .toList());
        return document;
    }

    private static Message message(Document document, int seq, Instant createdAt) {
        return new Message(
                document.get("id", UUID.class),
                seq,
                Role.parse(document.getString("role")),
                document.getString("content"),
                document.getString("name"),
                document.getList("toolCalls", Document.class, List.of()).stream()
                        .map(AppendDocument::toolCall)
                        .toList(),
                document.getString("toolCallId"),
                document.get("parent", UUID.class),
                document.getBoolean("pinned", false),
                Pairs.read(document.getList("metadata", Document.class)),
                document.getInteger("tokens"),
                createdAt);
    }

    private static Document toolCall(ToolCall call) {
        return new Document("id", call.id()).append("name", call.name()).append("arguments", call.arguments());
    }

    private static ToolCall toolCall(Document document) {
        return new ToolCall(document.getString("id"), document.getString("name"), document.getString("arguments"));
    }

    private static void append(Document document, String field, Object value) {
        if (value != null) {
            document.append(field, value);
        }
    }
}
