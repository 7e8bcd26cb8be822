package io.focusforge.memory.messages;

import io.focusforge.memory.conversations.ConversationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a test needs to see and do in the store, past the API. */
@ApplicationScoped
public class TestAppends {
    private final AppendStore store;
    private final MessageCollection collection;

    TestAppends(AppendStore store, MessageCollection collection) {
        this.store = store;
        this.collection = collection;
    }

    /** As a process that dies right after the write. */
    public void appendAndDie(ConversationKey conversation, int end, String content) {
        var message = new NewMessage(Role.USER, content, null, null, null, null, null, null);
        var item = new Draft.Item(UUID.randomUUID(), message, 1);
        store.append(new Draft(conversation, UUID.randomUUID(), null, List.of(item), Instant.now()), end);
    }

    public long count(ConversationKey conversation) {
        return collection.quick().countDocuments(MessageCollection.of(conversation));
    }
}
