package io.focusforge.orchestrator.conversation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An answer as it is kept.
 *
 * @param pending whether something of it is still to be done
 * @param text only until its message is kept
 * @param result null while it is made
 */
record AnswerRow(
        AnswerKey key,
        AnswerState state,
        boolean pending,
        Asked asked,
        String text,
        Result result,
        UUID question,
        UUID message,
        Feedback feedback,
        Instant createdAt,
        Instant endedAt) {
    /** When it has come to this end. */
    AnswerRow ended(AnswerState how, String said, Result what, Instant at) {
        return new AnswerRow(key, how, true, asked, said, what, question, message, feedback, createdAt, at);
    }

    /** @param withdrawn documents that are not quoted any more */
    AnswerRow without(Set<UUID> withdrawn) {
        var shown = result == null ? null : result.without(withdrawn);
        return new AnswerRow(key, state, pending, asked, text, shown, question, message, feedback, createdAt, endedAt);
    }

    /** When its messages are kept. */
    AnswerRow kept(UUID asking, UUID answering) {
        return new AnswerRow(key, state, false, asked, text, result, asking, answering, feedback, createdAt, endedAt);
    }
}
