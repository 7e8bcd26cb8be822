package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Has memory-service keep the messages of an answer. Each has a key of its own there, so that it is kept once, whoever tries, and however often. */
@ApplicationScoped
class Keeping {
    private final Memory memory;
    private final AnswerStore store;
    private final ObjectMapper json;

    Keeping(Memory memory, AnswerStore store, ObjectMapper json) {
        this.memory = memory;
        this.store = store;
        this.json = json;
    }

    /** What the user said. It may fail: then {@link #all} does it again. */
    CompletableFuture<UUID> question(AnswerRow row) {
        return row.question() != null
                ? CompletableFuture.completedFuture(row.question())
                : memory.append(place(row.key()), "question-" + row.key().id(), asking(row))
                        .thenApply(Said::id);
    }

    /**
     * Everything of an answer that is over.
     *
     * @param begun the question, which may be on its way
     * @return empty when the conversation is gone, and the answer with it
     */
    Optional<AnswerRow> all(AnswerRow row, CompletableFuture<UUID> begun) {
        try {
            var question = question(row, begun);
            var kept = row.kept(question, message(row, question));
            store.kept(kept);
            return Optional.of(kept);
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                store.forget(row.key());
                return Optional.empty();
            }
            throw e;
        }
    }

    static Memory.Place place(AnswerKey key) {
        var scopes = Set.of(Scopes.MEMORIES_READ, Scopes.MEMORIES_WRITE);
        return new Memory.Place(new Caller(key.tenant(), key.user(), scopes, null), key.conversation());
    }

    private UUID question(AnswerRow row, CompletableFuture<UUID> begun) {
        try {
            return Memory.now(begun);
        } catch (ProblemException e) {
            return Memory.now(question(row));
        }
    }

    private UUID message(AnswerRow row, UUID question) {
        return row.text() == null || row.text().isBlank()
                ? null
                : Memory.now(memory.append(
                                place(row.key()), "answer-" + row.key().id(), answering(row, question)))
                        .id();
    }

    private JsonNode asking(AnswerRow row) {
        var message = json.createObjectNode()
                .put("role", Said.USER)
                .put("content", row.asked().content());
        if (row.asked().parent() != null) {
            message.put("parent", row.asked().parent().toString());
        }
        var metadata =
                message.putObject("metadata").put("answer", row.key().id().toString());
        if (row.asked().root()) {
            metadata.put(Said.ROOT, true);
        }
        return message;
    }

    private JsonNode answering(AnswerRow row, UUID question) {
        var message = json.createObjectNode()
                .put("role", Said.ASSISTANT)
                .put("content", row.text())
                .put("parent", question.toString());
        var metadata = message.putObject("metadata")
                .put("answer", row.key().id().toString())
                .put("state", row.state().text())
                .put("degraded", row.result().degraded());
        if (row.result().model() != null) {
            metadata.put("model", row.result().model());
        }
        return message;
    }
}
