package io.focusforge.memory.context;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.Conversations;
import io.focusforge.memory.messages.MessageStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes contexts of the conversations of their owner. */
@ApplicationScoped
class Contexts {
    private static final int MAX_KEPT = 100;
    private static final int MAX_TOKENS = 250_000;
    private static final int DEFAULT_TOKENS = 4000;

    private final Conversations conversations;
    private final MessageStore messages;

    Contexts(Conversations conversations, MessageStore messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    /** @param tokens the query parameter; null stands for the default */
    Context of(ConversationKey key, String tokens) {
        var conversation = conversations.get(key);
        var window = new Window(tokens(tokens));
        if (!window.keep(messages.kept(key, MAX_KEPT))) {
            throw ProblemException.invalid(
                    "tokens", "the system messages alone take %d tokens".formatted(window.used()));
        }
        messages.backwards(key, Integer.MAX_VALUE, window);
        return window.context(conversation.summary());
    }

    private static int tokens(String text) {
        if (text == null) {
            return DEFAULT_TOKENS;
        }
        try {
            var tokens = Integer.parseInt(text);
            if (tokens >= 1 && tokens <= MAX_TOKENS) {
                return tokens;
            }
        } catch (NumberFormatException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("tokens", "must be an integer from 1 to " + MAX_TOKENS);
    }
}
