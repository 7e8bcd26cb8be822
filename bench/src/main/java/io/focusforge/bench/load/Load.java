package io.focusforge.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** Sends requests from one event loop, either as fast as a number of clients can, or evenly at a rate. Bounded in time. */
public final class Load implements AutoCloseable {
    /** One request to send, and the status that it must be answered with; {@code headers} beside the authorization. */
    public record Call(
            HttpMethod method,
            String url,
            String authorization,
            String body,
            int expectedStatus,
            Map<String, String> headers) {
        public Call(HttpMethod method, String url, String authorization, String body, int expectedStatus) {
            this(method, url, authorization, body, expectedStatus, Map.of());
        }

        RequestOptions options() {
            var options = new RequestOptions()
                    .setMethod(method)
                    .setAbsoluteURI(url)
                    .putHeader("authorization", authorization);
            headers.forEach(options::putHeader);
            return body == null ? options : options.putHeader("content-type", "application/json");
        }
    }

    private static final int IN_A_ROW = 16;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;

    public Load(int connections) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true).setConnectTimeout(2000),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Each of {@code clients} sends its next request when the last one was answered. */
    public Outcome closedLoop(int clients, Duration duration, LongFunction<Call> calls) {
        var run = new Run(calls, System.nanoTime() + duration.toNanos());
        vertx.runOnContext(start -> {
            for (var i = 0; i < clients; i++) {
                run.enter();
                next(run);
            }
        });
        return run.await(duration.plusSeconds(30));
    }

    /** Requests leave at even intervals whether or not earlier ones were answered; latency counts from the planned start. */
    public Outcome evenly(double perSecond, Duration duration, LongFunction<Call> calls) {
        var interval = (long) (1e9 / perSecond);
        var run = new Run(calls, System.nanoTime() + duration.toNanos());
        vertx.runOnContext(start -> {
            run.enter();
            tick(run, System.nanoTime(), interval);
        });
        return run.await(duration.plusSeconds(30));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void next(Run run) {
        if (run.isOver()) {
            run.leave();
        } else {
            send(run, System.nanoTime()).onComplete(done -> next(run));
        }
    }

    /** A few at a time: between them answers are read. */
    private void tick(Run run, long planned, long interval) {
        if (run.isOver()) {
            run.leave();
            return;
        }
        var due = planned;
        for (var sent = 0; sent < IN_A_ROW && due <= System.nanoTime(); sent++) {
            run.enter();
            send(run, due).onComplete(done -> run.leave());
            due += interval;
        }
        var nextDue = due;
        if (due <= System.nanoTime()) {
            vertx.runOnContext(turn -> tick(run, nextDue, interval));
        } else {
            vertx.setTimer(1, timer -> tick(run, nextDue, interval));
        }
    }

    private io.vertx.core.Future<Void> send(Run run, long started) {
        var call = run.call();
        return client.request(call.options().setTimeout(20_000))
                .compose(request -> write(request, call))
                .compose(response -> response.body().map(body -> response.statusCode() == call.expectedStatus()))
                .otherwise(false)
                .map(expected -> run.record(expected, started));
    }

    private static io.vertx.core.Future<io.vertx.core.http.HttpClientResponse> write(
            HttpClientRequest request, Call call) {
        return call.body() == null ? request.send() : request.send(call.body());
    }

    /** The state of a run; touched by the event loop only. */
    private static final class Run {
        private final LongFunction<Call> calls;
        private final long started = System.nanoTime();
        private final long end;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private long[] latencies = new long[1024];
        private int answered;
        private long failed;
        private long sent;
        private int active;

        Run(LongFunction<Call> calls, long end) {
            this.calls = calls;
            this.end = end;
        }

        boolean isOver() {
            return System.nanoTime() >= end;
        }

        Call call() {
            return calls.apply(sent++);
        }

        void enter() {
            active++;
        }

        void leave() {
            if (--active == 0) {
                var elapsed = Duration.ofNanos(System.nanoTime() - started);
                outcome.complete(new Outcome(java.util.Arrays.copyOf(latencies, answered), failed, elapsed));
            }
        }

        Void record(boolean expected, long requestStarted) {
            if (!expected) {
                failed++;
                return null;
            }
            if (answered == latencies.length) {
                latencies = java.util.Arrays.copyOf(latencies, answered * 2);
            }
            latencies[answered++] = System.nanoTime() - requestStarted;
            return null;
        }

        Outcome await(Duration atMost) {
            return outcome.orTimeout(atMost.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
