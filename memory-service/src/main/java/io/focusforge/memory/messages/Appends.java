package io.focusforge.memory.messages;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.ConversationStore;
import io.focusforge.memory.conversations.Conversations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Appends messages to conversations of their owner, each request under an idempotency key once. */
@ApplicationScoped
class Appends {
    private final Conversations conversations;
    private final ConversationStore progress;
    private final AppendStore store;
    private final MessageStore messages;
    private final Drafts drafts;
    private final PendingAppends pending;

    Appends(
            Conversations conversations,
            ConversationStore progress,
            AppendStore store,
            MessageStore messages,
            Drafts drafts,
            PendingAppends pending) {
        this.conversations = conversations;
        this.progress = progress;
        this.store = store;
        this.messages = messages;
        this.drafts = drafts;
        this.pending = pending;
    }

    Appended append(ConversationKey key, List<NewMessage> said, Optional<IdempotencyKey> idempotencyKey) {
        var conversation = conversations.get(key);
        requireParents(key, said);
        var draft = drafts.of(key, said, idempotencyKey);
        var appended = store.append(draft, conversation.lastSeq());
        switch (appended) {
            case Appended.First(var append) -> {
                progress.advance(key, append.last(), draft.now());
                pending.announce(append);
            }
            case Appended.Again(var append) -> requireSame(append, idempotencyKey.orElseThrow());
        }
        return appended;
    }

    private void requireParents(ConversationKey key, List<NewMessage> said) {
        var parents =
                said.stream().map(NewMessage::parent).filter(Objects::nonNull).collect(Collectors.toSet());
        if (!messages.hasAll(key, parents)) {
            throw ProblemException.invalid("parent", "must be the id of a message of this conversation");
        }
    }

    private static void requireSame(Append first, IdempotencyKey key) {
        if (!key.isSameRequest(first.requestHash())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
    }
}
