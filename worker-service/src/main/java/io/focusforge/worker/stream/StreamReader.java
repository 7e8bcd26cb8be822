package io.focusforge.worker.stream;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the streams of one queue for one consumer, over a connection that it may block. Of one thread, but for {@link #close}. */
public final class StreamReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RedisConnection connection;
    private final String consumer;
    private final List<String> streams;
    private volatile boolean open = true;

    StreamReader(RedisConnection connection, String queue, String consumer) {
        this.connection = connection;
        this.consumer = consumer;
        this.streams = StreamNames.of(queue);
        connection.endHandler(() -> open = false);
    }

    /** A connection is given up when nothing was read from it for some time, as while a queue is paused or all its slots are taken. */
    public boolean isOpen() {
        return open;
    }

    /** @return whether any was missing, so that what had been dispatched may be lost */
    public boolean createGroups() {
        var created = false;
        for (var stream : streams) {
            created |= createGroup(stream);
        }
        return created;
    }

    /** Up to {@code count} messages, soonest priority first, without waiting. */
    public List<ReadyMessage> poll(int count) {
        var messages = new ArrayList<ReadyMessage>();
        for (var stream : streams) {
            if (messages.size() < count) {
                messages.addAll(read(count - messages.size(), null, List.of(stream)));
            }
        }
        return messages;
    }

    /** Waits for messages; up to {@code count} of each priority, soonest first. */
    public List<ReadyMessage> await(int count, Duration atMost) {
        return read(count, atMost, streams);
    }

    @Override
    public void close() {
        connection.close().subscribe().with(closed -> {}, failure -> {});
    }

    private List<ReadyMessage> read(int count, Duration block, List<String> from) {
        var request = Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(StreamNames.GROUP)
                .arg(consumer)
                .arg("COUNT")
                .arg(count);
        if (block != null) {
            request.arg("BLOCK").arg(block.toMillis());
        }
        request.arg("STREAMS");
        from.forEach(request::arg);
        from.forEach(stream -> request.arg(">"));
        return Messages.byStream(send(request, block == null ? TIMEOUT : TIMEOUT.plus(block)));
    }

    private boolean createGroup(String stream) {
        try {
            send(
                    Request.cmd(Command.XGROUP)
                            .arg("CREATE")
                            .arg(stream)
                            .arg(StreamNames.GROUP)
                            .arg("0")
                            .arg("MKSTREAM"),
                    TIMEOUT);
            return true;
        } catch (RuntimeException e) {
            if (says(e, "BUSYGROUP")) {
                return false;
            }
            throw e;
        }
    }

    private Response send(Request request, Duration timeout) {
        try {
            return connection.send(request).await().atMost(timeout);
        } catch (RuntimeException e) {
            if (says(e, "NOGROUP") || says(e, "UNBLOCKED")) {
                throw new StreamLostException(e);
            }
            throw e;
        }
    }

    private static boolean says(Throwable e, String prefix) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
