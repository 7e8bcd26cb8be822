package io.focusforge.bench.load;

import io.focusforge.bench.load.Load.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Sends one request over and over, on the thread that calls. Its bytes are made once and little of an answer is looked at, so that it takes next to
 * nothing of the CPU of whom it measures: an HTTP client takes as much for a call as a service takes to refuse it. Answers have a Content-Length.
 */
public final class RawLoad implements AutoCloseable {
    private static final Duration LEFT_OUT = Duration.ofMillis(50);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);
    private static final int IN_A_ROW = 16;

    private final Selector selector = Selector.open();
    private final List<Exchange> connections = new ArrayList<>();
    private final Deque<Exchange> idle = new ArrayDeque<>();
    private final ByteBuffer request;
    private final int expectedStatus;
    private final ByteBuffer received = ByteBuffer.allocateDirect(65_536);

    /** With so many connections open; what finds none that is idle is left out. */
    public RawLoad(Call call, int connections) throws IOException {
        var server = URI.create(call.url());
        for (var i = 0; i < connections; i++) {
            var exchange = new Exchange(new InetSocketAddress(server.getHost(), server.getPort()), selector);
            this.connections.add(exchange);
            idle.add(exchange);
        }
        this.request = bytes(call, server);
        this.expectedStatus = call.expectedStatus();
    }

    /** As {@link Load#closedLoop}. */
    public Outcome closedLoop(int clients, Duration duration) throws IOException {
        var run = new Run(duration);
        for (var i = 0; i < clients; i++) {
            send(run, System.nanoTime());
        }
        while (run.underWay > 0) {
            var ended = answered(run, 100);
            for (var i = 0; i < ended && !run.isOver(); i++) {
                send(run, System.nanoTime());
            }
        }
        return run.outcome();
    }

    /**
     * Requests leave at even intervals, whether or not earlier ones were answered, and latency counts from when one was to leave. What this process could
     * not send in time is not sent at all: more than it can send would be a measure of itself. How many were sent is told by what became of them.
     */
    public Outcome flood(double perSecond, Duration duration) throws IOException {
        var run = new Run(duration);
        var pace = new Pace(perSecond, LEFT_OUT);
        var due = run.begun;
        while (!run.isOver()) {
            due = pace.next(due, System.nanoTime());
            for (var sent = 0; sent < IN_A_ROW && due <= System.nanoTime() && !idle.isEmpty(); sent++) {
                send(run, due);
                due += pace.interval();
            }
            answered(run, idle.isEmpty() || due > System.nanoTime() ? 1 : 0);
        }
        while (run.underWay > 0) {
            answered(run, 100);
        }
        return run.outcome();
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        selector.close();
    }

    private void send(Run run, long planned) throws IOException {
        run.underWay++;
        idle.pop().begin(request, planned);
    }

    /** @return how many answers are whole by now that were not before */
    private int answered(Run run, long waitMillis) throws IOException {
        run.expectSoon();
        var before = run.underWay;
        if (waitMillis == 0) {
            selector.selectNow(key -> serve(run, key));
        } else {
            selector.select(key -> serve(run, key), waitMillis);
        }
        return before - run.underWay;
    }

    private void serve(Run run, SelectionKey key) {
        var exchange = (Exchange) key.attachment();
        try {
            if (key.isWritable()) {
                exchange.write();
            }
            if (key.isReadable() && exchange.read(received)) {
                run.answered(exchange, expectedStatus);
                idle.push(exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer bytes(Call call, URI server) {
        var body = call.body().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(
                "%s %s HTTP/1.1\r\nhost: %s\r\nauthorization: %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
                        .formatted(
                                call.method(),
                                server.getRawPath(),
                                server.getAuthority(),
                                call.authorization(),
                                body.length));
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(start.length + body.length)
                .put(start)
                .put(body)
                .flip();
    }

    private static final class Run {
        private final long begun = System.nanoTime();
        private final long end;
        private long[] latencies = new long[1024];
        private int expected;
        private long failed;
        private int underWay;

        Run(Duration duration) {
            this.end = begun + duration.toNanos();
        }

        boolean isOver() {
            return System.nanoTime() >= end;
        }

        void expectSoon() {
            if (System.nanoTime() > end + LAST_ANSWERS.toNanos()) {
                throw new IllegalStateException("%d requests were not answered in time".formatted(underWay));
            }
        }

        void answered(Exchange exchange, int expectedStatus) {
            underWay--;
            if (exchange.status() != expectedStatus) {
                failed++;
                return;
            }
            if (expected == latencies.length) {
                latencies = Arrays.copyOf(latencies, expected * 2);
            }
            latencies[expected++] = System.nanoTime() - exchange.started();
        }

        Outcome outcome() {
            return new Outcome(Arrays.copyOf(latencies, expected), failed, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
