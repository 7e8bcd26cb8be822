package io.focusforge.memory.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A page being filled: bounded by count, and by size, but never empty for that. */
final class Filling implements Predicate<Message> {
    private static final int MAX_CHARACTERS = 2 * 1024 * 1024;

    private final List<Message> messages = new ArrayList<>();
    private final int limit;
    private long characters;
    private boolean more;

    Filling(int limit) {
        this.limit = limit;
    }

    @Override
    public boolean test(Message message) {
        characters += size(message);
        more = messages.size() == limit || (characters > MAX_CHARACTERS && !messages.isEmpty());
        if (!more) {
            messages.add(message);
        }
        return !more;
    }

    List<Message> messages() {
        return messages;
    }

    /** Whether there was a message for which there is no room. */
    boolean isMore() {
        return more;
    }

    private static int size(Message message) {
        return message.content().length()
                + message.toolCalls().stream()
                        .mapToInt(call -> call.arguments().length())
                        .sum();
    }
}
