package io.focusforge.memory.messages;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.Tokens;
import io.focusforge.memory.memories.DerivedId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes of a request what can be appended: with ids, time, and the tokens that each message takes. */
@ApplicationScoped
class Drafts {
    /** What a message takes besides its texts, in OpenAI's format of chats. */
    private static final int FRAME = 4;

    private final Tokens tokens;
    private final Clock clock;

    Drafts(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    Draft of(ConversationKey conversation, List<NewMessage> messages, Optional<IdempotencyKey> key) {
        var request = key.map(
                        given -> DerivedId.of(conversation.owner(), conversation.conversation() + "\n" + given.value()))
                .orElseGet(Ids::next);
        return new Draft(
                conversation,
                request,
                key.map(IdempotencyKey::requestHash).orElse(null),
                messages.stream().map(this::item).toList(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Draft.Item item(NewMessage message) {
        return new Draft.Item(Ids.next(), message, FRAME + tokens(message));
    }

    private int tokens(NewMessage message) {
        var name = message.name() == null ? 0 : tokens.of(message.name());
        var calls = message.toolCalls().stream()
                .mapToInt(call -> tokens.of(call.name()) + tokens.of(call.arguments()))
                .sum();
        return tokens.of(message.content()) + name + calls;
    }
}
