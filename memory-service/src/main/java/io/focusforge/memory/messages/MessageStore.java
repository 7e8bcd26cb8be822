package io.focusforge.memory.messages;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads messages, and removes them with their conversation. */
@ApplicationScoped
public class MessageStore {
    private static final int FETCHED_AT_ONCE = 64;

    private final MessageCollection collection;

    MessageStore(MessageCollection collection) {
        this.collection = collection;
    }

    /** Shows messages one after the other, from a number on, until {@code visitor} answers false. */
    public void forwards(ConversationKey conversation, int from, Predicate<Message> visitor) {
        var begin = Math.max(0, from - NewMessages.MAX + 1);
        visit(
                MessageCollection.from(conversation, begin),
                true,
                message -> message.seq() < from || visitor.test(message));
    }

    /** The same, from a number back. */
    public void backwards(ConversationKey conversation, int from, Predicate<Message> visitor) {
        visit(
                MessageCollection.upTo(conversation, from),
                false,
                message -> message.seq() > from || visitor.test(message));
    }

    Optional<Message> find(ConversationKey conversation, UUID id) {
        return appendsWith(conversation, List.of(id)).stream()
                .flatMap(append -> append.messages().stream())
                .filter(message -> message.id().equals(id))
                .findFirst();
    }

    boolean hasAll(ConversationKey conversation, Collection<UUID> ids) {
        return ids.isEmpty()
                || appendsWith(conversation, ids).stream()
                                .flatMap(append -> append.messages().stream())
                                .filter(message -> ids.contains(message.id()))
                                .count()
                        == ids.size();
    }

    /** The newest of those that every context has, oldest first. */
    public List<Message> kept(ConversationKey conversation, int limit) {
        var appends = collection
                .quick()
                .find(Filters.eq(AppendDocument.KEEPS, conversation.text()))
                .sort(Sorts.descending(AppendDocument.ID))
                .limit(limit)
                .map(AppendDocument::append)
                .into(new ArrayList<>());
        return appends.reversed().stream()
                .flatMap(append -> append.messages().stream())
                .filter(Message::isKept)
                .toList();
    }

    /** Hands over appends one after the other, by their keys. */
    public void visitAll(Collection<String> keys, Consumer<Append> visitor) {
        collection
                .quick()
                .find(Filters.in(AppendDocument.ID, keys))
                .batchSize(FETCHED_AT_ONCE)
                .map(AppendDocument::append)
                .forEach(visitor);
    }

    /** @return how many appends are gone, at most {@code limit} */
    public int remove(ConversationKey conversation, int limit) {
        var keys = collection
                .quick()
                .find(MessageCollection.of(conversation))
                .projection(new Document(AppendDocument.ID, 1))
                .limit(limit)
                .map(document -> document.getString(AppendDocument.ID))
                .into(new ArrayList<>());
        if (!keys.isEmpty()) {
            collection.durable().deleteMany(Filters.in(AppendDocument.ID, keys));
        }
        return keys.size();
    }

    private void visit(Bson filter, boolean ascending, Predicate<Message> visitor) {
        var order = ascending ? Sorts.ascending(AppendDocument.ID) : Sorts.descending(AppendDocument.ID);
        var found = collection.quick().find(filter).sort(order).batchSize(FETCHED_AT_ONCE);
        try (var cursor = found.map(AppendDocument::append).cursor()) {
            var goOn = true;
            while (goOn && cursor.hasNext()) {
                var messages = cursor.next().messages();
                goOn = (ascending ? messages : messages.reversed()).stream().allMatch(visitor);
            }
        }
    }

    private List<Append> appendsWith(ConversationKey conversation, Collection<UUID> ids) {
        Owner owner = conversation.owner();
        return collection
                .quick()
                .find(Filters.and(
                        Filters.eq(AppendDocument.TENANT, owner.tenant()), Filters.in(AppendDocument.MESSAGE_ID, ids)))
                .map(AppendDocument::append)
                .into(new ArrayList<>())
                .stream()
                .filter(append -> append.conversation().equals(conversation))
                .toList();
    }
}
