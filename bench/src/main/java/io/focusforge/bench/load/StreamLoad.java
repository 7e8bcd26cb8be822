package io.focusforge.bench.load;

import io.focusforge.bench.load.Load.Call;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Event streams, many at once, read by one event loop. Closing it closes their connections. */
public final class StreamLoad implements AutoCloseable {
    private static final long TICK_MILLIS = 5;
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final List<Stream> streams = new ArrayList<>();
    private int open;

    public StreamLoad(int connections) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setTcpNoDelay(true).setConnectTimeout(10_000),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Begins so many streams, spread evenly over a time; returns when the last has been sent. */
    public void start(int count, Duration over, Call call) {
        var begun = System.nanoTime();
        var all = new CompletableFuture<Void>();
        vertx.runOnContext(start -> vertx.setPeriodic(1, TICK_MILLIS, timer -> {
            var due = Math.min(count, 1 + (long) ((double) (System.nanoTime() - begun) / over.toNanos() * count));
            while (streams.size() < due) {
                send(call);
            }
            if (streams.size() == count && vertx.cancelTimer(timer)) {
                all.complete(null);
            }
        }));
        all.orTimeout(over.toSeconds() + 60, TimeUnit.SECONDS).join();
    }

    /** Streams that have neither ended nor failed. */
    public int open() {
        return ask(() -> open);
    }

    /** Streams that had so many frames, in order, and their end. */
    public long whole(int frames) {
        return count(stream -> stream.answered && stream.check.isWhole(frames) ? 1 : 0);
    }

    /** Streams that are open and of which no frame is missing so far; not those before their first. */
    public long flowing() {
        return count(stream -> !stream.ended && stream.check.isInOrder() && stream.check.frames() > 0 ? 1 : 0);
    }

    /** Frames of all streams so far. */
    public long frames() {
        return count(stream -> stream.check.frames());
    }

    /** Nanoseconds from the request to the first byte of the answer's body, sorted, of the streams that have one. */
    public long[] firstBytes() {
        return ask(() -> streams.stream()
                .mapToLong(stream -> stream.firstByte)
                .filter(time -> time > 0)
                .sorted()
                .toArray());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private long count(ToLongFunction<Stream> value) {
        return ask(() -> streams.stream().mapToLong(value).sum());
    }

    /** On the event loop, to which all streams belong. */
    private <T> T ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        vertx.runOnContext(now -> answer.complete(question.get()));
        return answer.orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private void send(Call call) {
        var stream = new Stream();
        streams.add(stream);
        open++;
        client.request(call.options())
                .compose(request -> request.send(call.body()))
                .onSuccess(response -> read(stream, call, response))
                .onFailure(failure -> end(stream));
    }

    private void read(Stream stream, Call call, HttpClientResponse response) {
        stream.answered = response.statusCode() == call.expectedStatus();
        response.exceptionHandler(failure -> end(stream))
                .endHandler(end -> end(stream))
                .handler(chunk -> {
                    stream.firstByte = stream.firstByte == 0 ? System.nanoTime() - stream.started : stream.firstByte;
                    stream.check.add(chunk.toString());
                });
    }

    private void end(Stream stream) {
        if (!stream.ended) {
            stream.ended = true;
            open--;
        }
    }

    /** Touched by the event loop only. */
    private static final class Stream {
        private final StreamCheck check = new StreamCheck();
        private final long started = System.nanoTime();
        private long firstByte;
        private boolean answered;
        private boolean ended;
    }
}
