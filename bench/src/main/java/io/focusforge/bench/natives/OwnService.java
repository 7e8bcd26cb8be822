package io.focusforge.bench.natives;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import io.focusforge.local.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** A service of a running stack that the benchmark runs in place of the stack. */
final class OwnService implements AutoCloseable {
    private static final Duration STARTED = Duration.ofMinutes(2);
    private static final Duration STOPPED = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 3;

    private final Process process;
    private final long begun;

    private OwnService(Process process, long begun) {
        this.process = process;
        this.begun = begun;
    }

    /** @param log of all processes of the service, one after the other */
    static OwnService start(Stack stack, Service service, Flavor flavor, Path log) throws IOException {
        var command = stack.command(service, flavor.isNative())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var begun = System.nanoTime();
        return new OwnService(command.start(), begun);
    }

    /** @return milliseconds from the start of its process until it answered that it is ready */
    double awaitReady(HttpClient client, String managementUrl) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(managementUrl + "/q/health/ready"))
                .timeout(STARTED)
                .build();
        while (!isReady(client, request)) {
            requireUnderWay();
            Thread.sleep(POLL_MILLIS);
        }
        return millis();
    }

    /** Since the start of its process. */
    double millis() {
        return (System.nanoTime() - begun) / 1e6;
    }

    void requireUnderWay() {
        if (!process.isAlive() || System.nanoTime() - begun > STARTED.toNanos()) {
            throw new IllegalStateException("a service %s, see the logs of its stack"
                    .formatted(process.isAlive() ? "is not ready in time" : "has ended instead of starting"));
        }
    }

    ProcessTree processes() {
        return ProcessTree.of(process.pid());
    }

    @Override
    public void close() {
        Signal.TERM.end(process.toHandle(), STOPPED);
    }

    private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
