package io.focusforge.memory.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A reranking model over HTTP. {@code PUT} says what it answers: a body, a status, or {@code hang}; {@code GET} is the last request since. Until
 * it is told, it judges nothing.
 */
public final class FakeReranker implements QuarkusTestResourceLifecycleManager {
    public static final String NOTHING = "{\"results\": []}";
    private static final String HANG = "hang";

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String answer = NOTHING;
    private volatile String request = "";
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
        server.createContext("/rerank", this::handle);
        server.start();
        return Map.of("focusforge.documents.rerank.url", url(), "focusforge.documents.rerank.retry-after", "1MS");
    }

    public String url() {
        return "http://127.0.0.1:%d/rerank".formatted(server.getAddress().getPort());
    }

    /** What it answers from now on. */
    public void answer(String next) {
        request = "";
        answer = next;
    }

    /** The last that it was asked since. */
    public String request() {
        return request;
    }

    @Override
    public void stop() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                answer(body);
                send(exchange, 200, "");
            }
            case "GET" -> send(exchange, 200, request);
            default -> {
                request = body;
                judge(exchange);
            }
        }
    }

    private void judge(HttpExchange exchange) throws IOException {
        var given = answer;
        if (given.equals(HANG)) {
            hang();
        }
        var isStatus = given.matches("\\d{3}");
        send(exchange, isStatus ? Integer.parseInt(given) : 200, given);
    }

    private void hang() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
