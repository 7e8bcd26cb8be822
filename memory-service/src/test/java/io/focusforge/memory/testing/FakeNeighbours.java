package io.focusforge.memory.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers for the worker and the orchestrator over HTTP: takes jobs, and forgets people. {@code GET /jobs} lists what was asked for, a line each;
 * {@code PUT /mode/<ok|down>} changes whether they are there for {@code /internal/subjects}.
 */
public final class FakeNeighbours implements QuarkusTestResourceLifecycleManager {
    private final List<String> jobs = new CopyOnWriteArrayList<>();
    private volatile String mode = "ok";
    private HttpServer server;
    private ExecutorService threads;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/internal/jobs", this::accept);
        server.createContext("/internal/subjects/", this::forget);
        server.createContext("/jobs", exchange -> answer(exchange, 200, String.join("\n", jobs)));
        server.createContext("/mode/", exchange -> {
            mode = exchange.getRequestURI().getPath().substring("/mode/".length());
            answer(exchange, 200, "");
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("focusforge.services.worker.url", url, "focusforge.services.orchestrator.url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void accept(HttpExchange exchange) throws IOException {
        jobs.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, 202, "");
    }

    private void forget(HttpExchange exchange) throws IOException {
        answer(exchange, mode.equals("down") ? 503 : 200, "{\"erased\": {\"jobs\": 1}, \"more\": false}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
