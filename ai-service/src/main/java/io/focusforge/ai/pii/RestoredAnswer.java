package io.focusforge.ai.pii;

import io.focusforge.ai.chat.AnswerSink;
import io.vertx.core.buffer.Buffer;

/** The client, with what the placeholders of an answer in one piece stand for put back. */
final class RestoredAnswer implements AnswerSink {
    private final AnswerSink client;
    private final Placeholders placeholders;

    RestoredAnswer(AnswerSink client, Masks masks) {
        this.client = client;
        this.placeholders = new Placeholders(masks);
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public void write(Buffer bytes) {
        var tree = Trees.read(bytes.getBytes());
        if (tree == null) {
            client.write(bytes);
            return;
        }
        Trees.change(tree, "", (path, name, text) -> placeholders.restored(text, name.equals("arguments")));
        client.write(Buffer.buffer(Trees.write(tree)));
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }
}
