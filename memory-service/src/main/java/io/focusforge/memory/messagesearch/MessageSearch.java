package io.focusforge.memory.messagesearch;

import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.ConversationStore;
import io.focusforge.memory.conversations.Conversations;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.messages.Append;
import io.focusforge.memory.messages.Message;
import io.focusforge.memory.messages.MessageStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds messages of an owner by their words. The index proposes; what is shown has been read from where messages are kept. */
@ApplicationScoped
class MessageSearch {
    /** The index may still have messages of a conversation that was deleted: they must not take others' places. */
    private static final int PROPOSED = 200;

    private final Places index;
    private final Conversations conversations;
    private final ConversationStore existing;
    private final MessageStore messages;

    MessageSearch(Places index, Conversations conversations, ConversationStore existing, MessageStore messages) {
        this.index = index;
        this.conversations = conversations;
        this.existing = existing;
        this.messages = messages;
    }

    Found search(Owner owner, MessageSearchRequest request) {
        if (request.conversation() != null) {
            conversations.get(new ConversationKey(owner, request.conversation()));
        }
        var places = existing(index.find(owner, request, PROPOSED)).stream()
                .limit(request.limit())
                .toList();
        var found = messages(places);
        return new Found(places.stream()
                .filter(found::containsKey)
                .map(place -> new Found.Hit(place.conversation().conversation(), found.get(place), place.score()))
                .toList());
    }

    private List<Place> existing(List<Place> places) {
        var there = existing.existing(places.stream().map(Place::conversation).collect(Collectors.toSet()));
        return places.stream()
                .filter(place -> there.contains(place.conversation()))
                .toList();
    }

    private Map<Place, Message> messages(List<Place> places) {
        var byAppend = places.stream().collect(Collectors.groupingBy(MessageSearch::append));
        var found = new HashMap<Place, Message>();
        messages.visitAll(byAppend.keySet(), append -> byAppend.get(append.key())
                .forEach(place -> found.put(place, append.messages().get(place.seq() - append.first()))));
        return found;
    }

    private static String append(Place place) {
        return Append.key(place.conversation(), place.append());
    }
}
