package io.focusforge.memory.messages;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.conversations.Conversation;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.Conversations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows the messages of a conversation to its owner, one or page by page in both directions. */
@ApplicationScoped
class Pages {
    private final Conversations conversations;
    private final MessageStore store;

    Pages(Conversations conversations, MessageStore store) {
        this.conversations = conversations;
        this.store = store;
    }

    Message get(ConversationKey conversation, String id) {
        conversations.get(conversation);
        return store.find(conversation, ConversationKey.id(id, "message"))
                .orElseThrow(() -> ProblemException.notFound("message"));
    }

    MessagePage page(PageRequest request) {
        var conversation = conversations.get(request.conversation());
        var filling = new Filling(request.limit());
        if (request.isAscending()) {
            store.forwards(request.conversation(), request.start(), filling);
        } else {
            store.backwards(request.conversation(), request.start(), filling);
        }
        return page(request, conversation, filling);
    }

    // Numbers have no gaps: an older message is there when there is a number before, and a newer one when the
    // conversation has got further.
    private static MessagePage page(PageRequest request, Conversation conversation, Filling filling) {
        var found = filling.messages();
        if (found.isEmpty()) {
            return new MessagePage(List.of(), null, null);
        }
        var ascending = request.isAscending();
        var oldest = (ascending ? found.getFirst() : found.getLast()).seq();
        var newest = (ascending ? found.getLast() : found.getFirst()).seq();
        var newer = ascending ? filling.isMore() : conversation.lastSeq() > newest;
        var toNewer = newer ? request.cursor(newest + 1, !request.oldestFirst()) : null;
        var toOlder = oldest > 1 ? request.cursor(oldest - 1, request.oldestFirst()) : null;
        var items = request.back() ? found.reversed() : found;
        return request.oldestFirst()
                ? new MessagePage(items, toNewer, toOlder)
                : new MessagePage(items, toOlder, toNewer);
    }
}
