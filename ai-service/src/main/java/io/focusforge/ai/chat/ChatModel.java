package io.focusforge.ai.chat;

import io.focusforge.common.problem.ProblemException;

/** Something that answers chat completions. Blocking: it is called on a virtual thread. */
public interface ChatModel {
    /**
     * Returns when all is written; does not end the stream.
     *
     * @throws ProblemException when there is no answer, or no more of it
     */
    void answer(ChatCall call, AnswerSink client);
}
