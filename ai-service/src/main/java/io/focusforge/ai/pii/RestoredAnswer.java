package io.focusforge.ai.pii;

import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.WholeBody;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** An answer in one piece, before it goes to the client with what its placeholders stand for put back. */
final class RestoredAnswer {
    private final WholeBody masked = new WholeBody();
    private final Placeholders placeholders;

    RestoredAnswer(Masks masks) {
        this.placeholders = new Placeholders(masks);
    }

    AnswerSink masked() {
        return masked;
    }

    Future<Void> handOn(AnswerSink client) {
        return Step.over(masked.body().length(), () -> restored(masked.body())).map(restored -> {
            client.write(restored);
            return null;
        });
    }

    private Buffer restored(Buffer body) {
        var tree = Trees.read(body.getBytes());
        if (tree == null) {
            return body;
        }
        Trees.change(tree, "", (path, name, text) -> placeholders.restored(text, name.equals("arguments")));
        return Buffer.buffer(Trees.write(tree));
    }
}
