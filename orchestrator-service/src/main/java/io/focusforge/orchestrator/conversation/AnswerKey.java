package io.focusforge.orchestrator.conversation;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** Whose answer it is, and which. */
record AnswerKey(UUID tenant, UUID user, UUID conversation, UUID id) {
    private static final int LENGTH = 36;

    /** What is no id is the id of nothing. */
    static AnswerKey of(Caller caller, UUID conversation, String id) {
        return new AnswerKey(caller.tenant(), caller.user(), conversation, id(id, "answer"));
    }

    static UUID conversation(String id) {
        return id(id, "conversation");
    }

    private static UUID id(String text, String what) {
        try {
            if (text.length() == LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what);
        }
        throw ProblemException.notFound(what);
    }

    String path() {
        return "/api/v1/conversations/%s/answers/%s".formatted(conversation, id);
    }
}
