package io.focusforge.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * Moves a body as it comes, no faster than it is taken, and no more of it than is allowed. The last piece of a body whose length
 * is known ends it at once, which saves a packet.
 */
final class Pump {
    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final long expected;
    private final long limit;
    private final Events events;
    private long moved;
    private boolean ended;

    /** What whoever started the pump wants to know. */
    interface Events {
        void moved();

        void ended();

        void exceeded();
    }

    /** @param expected the declared length, or {@link BodyLength#UNKNOWN} */
    Pump(ReadStream<Buffer> from, WriteStream<Buffer> to, long expected, long limit, Events events) {
        this.from = from;
        this.to = to;
        this.expected = expected;
        this.limit = limit;
        this.events = events;
    }

    void start() {
        from.handler(this::move);
        from.endHandler(end -> end());
        to.drainHandler(drained -> from.resume());
        from.resume();
    }

    private void move(Buffer data) {
        moved += data.length();
        if (moved > limit) {
            from.handler(surplus -> {});
            from.endHandler(end -> {});
            events.exceeded();
        } else if (moved == expected) {
            ended = true;
            to.end(data);
            events.ended();
        } else {
            to.write(data);
            if (to.writeQueueFull()) {
                from.pause();
            }
            events.moved();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            to.end();
            events.ended();
        }
    }
}
