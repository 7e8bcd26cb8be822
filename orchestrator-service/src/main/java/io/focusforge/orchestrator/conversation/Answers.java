package io.focusforge.orchestrator.conversation;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What there is of answers, for their users. */
@ApplicationScoped
class Answers {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AnswerStore store;
    private final Texts texts;
    private final Memory memory;
    private final Running running;
    private final Clock clock;

    Answers(AnswerStore store, Texts texts, Memory memory, Running running, Clock clock) {
        this.store = store;
        this.texts = texts;
        this.memory = memory;
        this.running = running;
        this.clock = clock;
    }

    /** @throws ProblemException {@code not_found} */
    AnswerRow row(AnswerKey key) {
        return store.find(key).orElseThrow(() -> ProblemException.notFound("answer"));
    }

    Answer get(AnswerKey key) {
        return texts.now(row(key));
    }

    Page<Answer> list(Caller caller, UUID conversation, String limit, String cursor) {
        var most = Page.limit(limit);
        var after = Cursor.decode(cursor);
        Memory.now(memory.titled(new Memory.Place(caller, conversation)));
        var rows = store.list(caller.tenant(), caller.user(), conversation, after, most);
        return page(rows, most);
    }

    Page<Answer> rated(Caller caller, String rating, String limit, String cursor) {
        var most = Page.limit(limit);
        var wanted = rating(rating);
        return page(store.rated(caller.tenant(), caller.user(), wanted, Cursor.decode(cursor), most), most);
    }

    /** Whoever makes it stops within a second; here at once. Nothing happens where it is over. */
    Answer stop(AnswerKey key) {
        row(key);
        store.stop(key);
        running.stop(key.id());
        return Answer.of(row(key), null);
    }

    Answer rate(AnswerKey key, Feedback feedback) {
        if (!store.rate(key, feedback, clock.instant())) {
            throw ProblemException.notFound("answer");
        }
        return Answer.of(row(key), null);
    }

    /** The message that an answer answers, to have it answered again. */
    Said question(Caller caller, AnswerKey key) {
        var row = row(key);
        if (row.question() == null) {
            throw new ProblemException(
                            ErrorCode.CONFLICT, "The question is not kept yet; wait until the answer is over.")
                    .retryAfter(SOON);
        }
        return Memory.now(memory.message(new Memory.Place(caller, key.conversation()), row.question()));
    }

    Optional<UUID> accept(Question question, Optional<IdempotencyKey> key, Instant lease) {
        running.requireRoom();
        return store.insert(question.caller(), question.row(), key, lease);
    }

    private static Page<Answer> page(List<AnswerRow> rows, int most) {
        return Page.of(rows, most, row -> new Cursor(row.key().id())).map(row -> Answer.of(row, null));
    }

    private static Feedback.Rating rating(String text) {
        return switch (text) {
            case "up" -> Feedback.Rating.UP;
            case "down" -> Feedback.Rating.DOWN;
            case null, default -> throw ProblemException.invalid("rating", "must be up or down");
        };
    }
}
