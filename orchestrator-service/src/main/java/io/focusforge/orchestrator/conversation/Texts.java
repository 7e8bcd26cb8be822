package io.focusforge.orchestrator.conversation;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/** The words of answers that are over: those of their messages, or, until these are kept, our own. */
@ApplicationScoped
class Texts {
    private final Memory memory;
    private final AnswerStore store;

    Texts(Memory memory, AnswerStore store) {
        this.memory = memory;
        this.store = store;
    }

    /** The text is null where there is none. */
    CompletableFuture<Answer> whole(AnswerRow row) {
        if (row.text() != null || row.message() == null) {
            return CompletableFuture.completedFuture(Answer.of(row, row.text()));
        }
        return memory.message(Keeping.place(row.key()), row.message())
                .thenApply(message -> Answer.of(row, message.content()));
    }

    /** @throws ProblemException {@code not_found} when the conversation is not there any more */
    Answer now(AnswerRow row) {
        try {
            return Memory.now(whole(row));
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                store.forget(row.key());
                throw ProblemException.notFound("answer");
            }
            throw e;
        }
    }
}
