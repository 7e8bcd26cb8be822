package io.focusforge.ai.chat;

import io.vertx.core.Future;

/** Something that answers chat completions. It is called on the Vert.x context of the call, and ends there. */
public interface ChatModel {
    /**
     * Ends when all is written; does not end the stream. Fails, as {@link io.focusforge.common.problem.ProblemException} when there is no answer, or no
     * more of it.
     */
    Future<Void> answer(ChatCall call, AnswerSink client);
}
