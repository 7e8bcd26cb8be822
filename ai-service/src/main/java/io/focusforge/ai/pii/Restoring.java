package io.focusforge.ai.pii;

import io.focusforge.ai.chat.AnswerSink;
import io.vertx.core.Future;
import java.util.function.Function;

/** Puts back what placeholders stand for while an answer goes to the client. */
public final class Restoring {
    private Restoring() {}

    /** @param answer writes the answer, and has written all of it when it ends */
    public static Future<Void> around(
            AnswerSink client, Masks masks, boolean stream, Function<AnswerSink, Future<Void>> answer) {
        if (!stream) {
            var whole = new RestoredAnswer(masks);
            return answer.apply(whole.masked()).compose(answered -> whole.handOn(client));
        }
        var restored = new RestoredStream(client, masks);
        return answer.apply(restored).andThen(ended -> restored.end());
    }
}
