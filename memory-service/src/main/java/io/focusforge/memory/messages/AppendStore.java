package io.focusforge.memory.messages;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.conversations.ConversationConfig;
import io.focusforge.memory.conversations.ConversationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Puts messages at the end of a conversation. The id of a document is the number of its first message, so two writers that see the same end
 * cannot both have it: the second finds the first there, and goes on behind it.
 */
@ApplicationScoped
class AppendStore {
    private static final int ATTEMPTS = 200;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final MessageCollection collection;
    private final ConversationConfig config;

    AppendStore(MessageCollection collection, ConversationConfig config) {
        this.collection = collection;
        this.config = config;
    }

    /**
     * @param end number of a message that is the last one of an append; not necessarily of the newest
     * @throws ProblemException {@code conflict} when the conversation is full
     */
    Appended append(Draft draft, int end) {
        var first = end + 1;
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var append = draft.at(first);
            if (append.last() > config.maxMessages()) {
                return made(draft).map(Appended.Again::new).orElseThrow(this::full);
            }
            if (insert(append)) {
                return new Appended.First(append);
            }
            var made = made(draft);
            if (made.isPresent()) {
                return new Appended.Again(made.get());
            }
            first = behind(draft.conversation(), first, attempt);
        }
        throw new ProblemException(ErrorCode.OVERLOADED, "Too many write to this conversation at once. Try again.")
                .retryAfter(RETRY_AFTER);
    }

    private boolean insert(Append append) {
        try {
            collection.durable().insertOne(AppendDocument.of(append));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    // Without a key every request is another one.
    private Optional<Append> made(Draft draft) {
        return draft.requestHash() == null
                ? Optional.empty()
                : one(Filters.and(
                        Filters.eq(
                                AppendDocument.TENANT,
                                draft.conversation().owner().tenant()),
                        Filters.eq(AppendDocument.REQUEST, draft.request())));
    }

    // The end is mostly one append further; whoever is far behind looks for it.
    private int behind(ConversationKey conversation, int taken, int attempt) {
        var found = attempt == 0
                ? one(Filters.eq(AppendDocument.ID, AppendDocument.key(conversation, taken)))
                : newest(conversation);
        return found.map(append -> append.last() + 1).orElse(taken);
    }

    private ProblemException full() {
        return new ProblemException(
                ErrorCode.CONFLICT,
                "A conversation may have at most %d messages; begin another one.".formatted(config.maxMessages()));
    }

    private Optional<Append> newest(ConversationKey conversation) {
        return Optional.ofNullable(collection
                        .quick()
                        .find(MessageCollection.of(conversation))
                        .sort(Sorts.descending(AppendDocument.ID))
                        .first())
                .map(AppendDocument::append);
    }

    private Optional<Append> one(Bson filter) {
        return Optional.ofNullable(collection.quick().find(filter).first()).map(AppendDocument::append);
    }
}
