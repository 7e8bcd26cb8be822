package io.focusforge.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A model provider outside of our world: a real HTTP server that speaks OpenAI's protocol, well or badly. */
final class FakeProvider implements AutoCloseable {
    enum Mood {
        WELL,
        HANGS,
        RATE_LIMITED,
        FAILS,
        BROKEN_JSON,
        BREAKS_THE_SCHEMA
    }

    static final String MODEL = "fake-large";
    private static final String ANALYSIS = """
            {"priority": "urgent", "complexity": 4, "estimateMinutes": 240, "energy": "high", "category": "finance",
             "risks": ["finance is late"], "suggestedLabels": ["board"]}""";
    private static final String PLAN = """
            {"steps": [
              {"title": "Ask finance for the numbers", "estimateMinutes": 30, "dependsOn": []},
              {"title": "Draft the slides", "estimateMinutes": 150, "dependsOn": [1]},
              {"title": "Rehearse", "estimateMinutes": 60, "dependsOn": [2]}]}""";

    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Mood mood = Mood.WELL;

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void is(Mood next) {
        mood = next;
    }

    int calls() {
        return calls.get();
    }

    private void complete(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.incrementAndGet();
        switch (mood) {
            case WELL -> answer(exchange, 200, completion(isPlan(request) ? PLAN : ANALYSIS));
            case HANGS -> hang(exchange);
            case RATE_LIMITED -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                answer(exchange, 429, "{\"error\": {\"message\": \"slow down\"}}");
            }
            case FAILS -> answer(exchange, 500, "{\"error\": {\"message\": \"boom\"}}");
            case BROKEN_JSON -> answer(exchange, 200, completion("{\"priority\": \"urg"));
            case BREAKS_THE_SCHEMA -> answer(exchange, 200, completion("{\"priority\": \"whenever\", \"steps\": 7}"));
        }
    }

    private static boolean isPlan(String request) {
        return "task_plan".equals(JsonPath.from(request).getString("response_format.json_schema.name"));
    }

    private void hang(HttpExchange exchange) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static String completion(String content) {
        var escaped = content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return """
                {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "%s",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "%s"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}}""".formatted(MODEL, escaped);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
