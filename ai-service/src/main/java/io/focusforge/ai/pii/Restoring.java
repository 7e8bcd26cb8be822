package io.focusforge.ai.pii;

import io.focusforge.ai.chat.AnswerSink;
import java.util.function.Consumer;

/** Puts back what placeholders stand for while an answer goes to the client. */
public final class Restoring {
    private Restoring() {}

    /** @param answer writes the answer, and has written all of it when it returns */
    public static void around(AnswerSink client, Masks masks, boolean stream, Consumer<AnswerSink> answer) {
        if (!stream) {
            answer.accept(new RestoredAnswer(client, masks));
            return;
        }
        var restored = new RestoredStream(client, masks);
        try {
            answer.accept(restored);
        } finally {
            restored.end();
        }
    }
}
