package io.focusforge.memory.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers for worker-service over HTTP: takes jobs, and shows each as the last in a queue of three. {@code GET /taken/<document>} lists the jobs of a
 * document, {@code PUT /taken/<job>/<state>} changes one. {@code GET /jobs} lists all, {@code PUT /mode/<ok|down>} changes whether it forgets people.
 */
public final class FakeWorkerService implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DIRECTORY = Path.of("target", "documents");

    private final Map<String, ObjectNode> jobs = new ConcurrentHashMap<>();
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
        server.createContext("/internal/jobs", this::take);
        server.createContext("/api/v1/jobs/", this::show);
        server.createContext("/taken/", this::taken);
        server.createContext("/api/v1/schedules", new FakeSchedules());
        server.createContext("/jobs", exchange -> answer(exchange, 200, jobs.values()));
        server.createContext("/mode/", exchange -> {
            mode = exchange.getRequestURI().getPath().substring("/mode/".length());
            answer(exchange, 200, Map.of());
        });
        server.createContext(
                "/internal/subjects/",
                exchange -> answer(
                        exchange, mode.equals("down") ? 503 : 200, Map.of("erased", Map.of("jobs", 1), "more", false)));
        server.start();
        var settings = new HashMap<>(settings());
        settings.put(
                "focusforge.services.worker.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
        return settings;
    }

    private static Map<String, String> settings() {
        return Map.of(
                "focusforge.objects.url",
                DIRECTORY.resolve("objects").toUri().toString(),
                "focusforge.documents.spool-directory",
                DIRECTORY.resolve("spool").toString(),
                "focusforge.documents.allowed-private-hosts",
                "localhost",
                "focusforge.documents.watch.look-every",
                "50ms",
                "focusforge.documents.sweep-every",
                "off",
                "focusforge.sources.directory",
                DIRECTORY.resolve("sources").toString(),
                "focusforge.sources.host-interval",
                "1ms",
                "focusforge.sources.step",
                "60s",
                "focusforge.sources.sweep-every",
                "off");
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        for (var job : JSON.readTree(exchange.getRequestBody().readAllBytes())) {
            ((ObjectNode) job).put("state", "queued");
            jobs.putIfAbsent(job.get("id").asText(), (ObjectNode) job);
        }
        answer(exchange, 202, Map.of());
    }

    private void show(HttpExchange exchange) throws IOException {
        var parts = exchange.getRequestURI()
                .getPath()
                .substring("/api/v1/jobs/".length())
                .split("/");
        var job = jobs.get(parts[0]);
        if (job == null) {
            answer(exchange, 404, Map.of());
            return;
        }
        if (parts.length == 2) {
            job.put("state", "cancelled");
        }
        var state = job.get("state").asText();
        answer(exchange, 200, state.equals("queued") ? Map.of("state", state, "position", 2) : Map.of("state", state));
    }

    private void taken(HttpExchange exchange) throws IOException {
        var parts =
                exchange.getRequestURI().getPath().substring("/taken/".length()).split("/");
        if (parts.length == 2) {
            jobs.get(parts[0]).put("state", parts[1]);
        }
        answer(
                exchange,
                200,
                jobs.values().stream()
                        .filter(job -> job.at("/payload/documentId").asText().equals(parts[0]))
                        .sorted(java.util.Comparator.comparing(
                                job -> job.get("id").asText()))
                        .toList());
    }

    static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
