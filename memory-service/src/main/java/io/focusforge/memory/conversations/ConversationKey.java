package io.focusforge.memory.conversations;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.Owner;
import java.util.UUID;

/** Names a conversation with its owner, so that nobody can ask for a conversation of somebody else. */
public record ConversationKey(Owner owner, UUID conversation) {
    private static final char SEPARATOR = '/';

    /** What is not an id is the id of nothing. */
    public static ConversationKey of(Owner owner, String conversation) {
        return new ConversationKey(owner, id(conversation, "conversation"));
    }

    public static UUID id(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what);
        }
    }

    static ConversationKey parse(String text) {
        var parts = text.split("/", -1);
        return new ConversationKey(
                new Owner(UUID.fromString(parts[0]), UUID.fromString(parts[1])), UUID.fromString(parts[2]));
    }

    /** {@code <tenant>/<user>/<conversation>} */
    public String text() {
        return owner.tenant().toString() + SEPARATOR + owner.user() + SEPARATOR + conversation;
    }
}
