package io.focusforge.ai.chat;

import io.focusforge.ai.provider.ProviderModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The client, as one attempt sees it. When an earlier attempt has written something, what comes first of this one is preceded by a
 * chunk without choices that says so. What comes when the attempt is over, for a cancelled provider may still
 * send, goes nowhere.
 */
final class AttemptSink implements AnswerSink {
    private final ChatCall call;
    private final ProviderModel target;
    private final AnswerSink client;
    private final long start = System.nanoTime();
    private long first;
    private boolean begun;
    private boolean over;

    AttemptSink(ChatCall call, ProviderModel target, AnswerSink client) {
        this.call = call;
        this.target = target;
        this.client = client;
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void write(Buffer bytes) {
        if (over) {
            return;
        }
        if (!begun) {
            begin();
        }
        client.write(bytes);
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }

    void close() {
        over = true;
    }

    /** Nanoseconds from the beginning of the attempt to its first byte; read only when there was one. */
    long toFirst() {
        return first - start;
    }

    /** Nanoseconds since the first byte. */
    long sinceFirst() {
        return System.nanoTime() - first;
    }

    private void begin() {
        first = System.nanoTime();
        begun = true;
        if (client.hasBegun()) {
            call.report().restarted();
            client.write(EventStream.frame(mark().encode()));
        }
    }

    private JsonObject mark() {
        return new JsonObject()
                .put("object", "chat.completion.chunk")
                .put("choices", new JsonArray())
                .put(
                        "focusforge_restart",
                        new JsonObject().put("provider", target.provider()).put("model", target.model()));
    }
}
