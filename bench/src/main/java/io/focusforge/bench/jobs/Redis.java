package io.focusforge.bench.jobs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Redis server as its operator sees it. */
final class Redis implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int BATCH = 100;
    private static final String STREAM = "bare";
    private static final String GROUP = "workers";

    private final Vertx vertx = Vertx.vertx();
    private final io.vertx.redis.client.Redis redis;

    Redis(String url) {
        redis = io.vertx.redis.client.Redis.createClient(vertx, url);
    }

    /** {@code everysec} or {@code always}; from now on, for all that comes. */
    void appendFsync(String policy) {
        send(Request.cmd(Command.CONFIG).arg("SET").arg("appendfsync").arg(policy));
    }

    long usedMemory() {
        var info = send(Request.cmd(Command.INFO).arg("memory")).toString();
        return info.lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The bare limit of a queue on streams: jobs a second that are added, read, acknowledged and deleted in batches, one after the other. */
    double streamLifeCycles(int jobs, String text) {
        send(Request.cmd(Command.XGROUP)
                .arg("CREATE")
                .arg(STREAM)
                .arg(GROUP)
                .arg("0")
                .arg("MKSTREAM"));
        var started = System.nanoTime();
        for (var done = 0; done < jobs; done += BATCH) {
            await(redis.batch(Collections.nCopies(BATCH, add(text))));
            forget(read());
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        send(Request.cmd(Command.DEL).arg(STREAM));
        return jobs / seconds;
    }

    private static Request add(String text) {
        return Request.cmd(Command.XADD).arg(STREAM).arg("*").arg("job").arg(text);
    }

    private Response read() {
        var read = send(Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(GROUP)
                .arg("consumer")
                .arg("COUNT")
                .arg(BATCH)
                .arg("STREAMS")
                .arg(STREAM)
                .arg(">"));
        return read.isMap() ? read.get(STREAM) : read.get(0).get(1);
    }

    private void forget(Response entries) {
        var acknowledge = Request.cmd(Command.XACK).arg(STREAM).arg(GROUP);
        var delete = Request.cmd(Command.XDEL).arg(STREAM);
        for (var entry : entries) {
            acknowledge.arg(entry.get(0).toString());
            delete.arg(entry.get(0).toString());
        }
        await(redis.batch(List.of(acknowledge, delete)));
    }

    @Override
    public void close() {
        redis.close();
        await(vertx.close());
    }

    private Response send(Request request) {
        return await(redis.send(request));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
