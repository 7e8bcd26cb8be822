package io.focusforge.memory.conversations;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.DerivedId;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins, shows and deletes conversations. What its caller has not begun does not exist for it. */
@ApplicationScoped
public class Conversations {
    private final ConversationStore store;
    private final Burial burial;
    private final Tokens tokens;
    private final ConversationConfig config;
    private final Clock clock;

    Conversations(ConversationStore store, Burial burial, Tokens tokens, ConversationConfig config, Clock clock) {
        this.store = store;
        this.burial = burial;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    Begun begin(Owner owner, NewConversation request, Optional<IdempotencyKey> key) {
        var conversation = conversation(owner, request, key);
        var first = key.flatMap(given -> store.find(conversation.key()));
        if (first.isPresent()) {
            return again(first.get(), conversation, key.orElseThrow());
        }
        requireRoom(owner);
        return store.insert(conversation, key.map(IdempotencyKey::requestHash).orElse(null))
                ? new Begun.First(conversation)
                : begin(owner, request, key);
    }

    /** @throws ProblemException {@code not_found} */
    public Conversation get(ConversationKey key) {
        return store.find(key)
                .filter(filed -> !filed.deleted())
                .orElseThrow(() -> ProblemException.notFound("conversation"))
                .conversation();
    }

    List<Conversation> list(Owner owner, Optional<UUID> before, int limit) {
        return store.list(owner, before, limit);
    }

    void delete(ConversationKey key) {
        if (!burial.bury(key)) {
            throw ProblemException.notFound("conversation");
        }
    }

    Conversation sumUp(ConversationKey key, NewSummary request) {
        var conversation = get(key);
        if (request.upTo() > conversation.lastSeq()) {
            throw ProblemException.invalid("upTo", "must be the number of a message of this conversation");
        }
        var summary = new Summary(request.text(), request.upTo(), tokens.of(request.text()));
        if (!store.sumUp(key, summary)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "There is a summary that covers as many messages or more already.");
        }
        return get(key);
    }

    Conversation rename(ConversationKey key, String title) {
        if (!store.rename(key, title)) {
            throw ProblemException.notFound("conversation");
        }
        return get(key);
    }

    private void requireRoom(Owner owner) {
        if (store.hasAtLeast(owner, config.maxPerUser())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "You have %d conversations, and can have no more; delete some.".formatted(config.maxPerUser()));
        }
    }

    private Conversation conversation(Owner owner, NewConversation request, Optional<IdempotencyKey> key) {
        var order = Ids.next();
        var id = key.map(given -> DerivedId.of(owner, "conversation\n" + given.value()))
                .orElse(order);
        var now = now();
        return new Conversation(id, owner, order, request.title(), request.metadata(), now, now, 0, null);
    }

    // The same request has the same content, so the first answer can be given even when the conversation was deleted
    // meanwhile.
    private static Begun again(Filed first, Conversation asked, IdempotencyKey key) {
        if (first.requestHash() == null || !key.isSameRequest(first.requestHash())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
        var kept = first.conversation();
        return new Begun.Again(new Conversation(
                kept.id(),
                kept.owner(),
                kept.order(),
                asked.title(),
                asked.metadata(),
                kept.createdAt(),
                kept.createdAt(),
                0,
                null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
