package io.focusforge.memory.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers for ai-service over HTTP. {@code PUT /mode/<ok|down|hang|limited>} changes how; a text with the word {@code poison} is refused, one with {@code overlimit} put off.
 * {@code GET /texts} lists what was embedded. There is no chat model until {@code PUT /chat} says what one answers; {@code GET /chat} is
 * the last request to it.
 */
public final class FakeAiService implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> texts = new ArrayList<>();
    private final Object changed = new Object();
    private volatile String mode = "ok";
    private volatile String chatAnswer = "";
    private volatile String chatRequest = "";
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
        server.createContext("/v1/embeddings", this::embed);
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext("/chat", this::changeChat);
        server.createContext("/mode/", this::change);
        server.createContext(
                "/internal/subjects/",
                exchange -> answer(exchange, 200, Map.of("erased", Map.of("model-cache", 2), "more", false)));
        server.createContext("/texts", exchange -> {
            synchronized (texts) {
                answer(exchange, 200, texts);
            }
        });
        server.start();
        return Map.of(
                "focusforge.services.ai.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        switchTo("down");
        server.stop(0);
        threads.shutdownNow();
    }

    private void change(HttpExchange exchange) throws IOException {
        switchTo(exchange.getRequestURI().getPath().substring("/mode/".length()));
        answer(exchange, 200, Map.of());
    }

    private void switchTo(String next) {
        synchronized (changed) {
            mode = next;
            changed.notifyAll();
        }
    }

    private void embed(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        synchronized (texts) {
            request.get("input").forEach(input -> texts.add(input.asText()));
        }
        var refusal = refusal(exchange, request);
        if (refusal != 0) {
            answer(exchange, refusal, Map.of("error", Map.of("code", "fake")));
            return;
        }
        var data = new ArrayList<Map<String, Object>>();
        for (var input : request.get("input")) {
            data.add(Map.of(
                    "object", "embedding",
                    "index", data.size(),
                    "embedding", WordVectors.base64(input.asText())));
        }
        answer(exchange, 200, Map.of("object", "list", "data", data.reversed(), "model", request.get("model")));
    }

    private void chat(HttpExchange exchange) throws IOException {
        chatRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var answer = chatAnswer;
        if (mode.equals("hang")) {
            answer(exchange, hang(), Map.of());
        } else if (answer.isEmpty()) {
            answer(exchange, 404, Map.of("error", Map.of("code", "model_not_found")));
        } else {
            var message = Map.of("role", "assistant", "content", answer);
            answer(exchange, 200, Map.of("model", "small", "choices", List.of(Map.of("message", message))));
        }
    }

    private void changeChat(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            chatRequest = "";
            chatAnswer = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        }
        answer(exchange, 200, chatRequest);
    }

    private int refusal(HttpExchange exchange, JsonNode request) {
        var authorized = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer ey");
        var agreed = "base64".equals(request.path("encoding_format").asText());
        return switch (mode) {
            case "down" -> 503;
            case "limited" -> 429;
            case "hang" -> hang();
            default -> {
                if (!authorized) {
                    yield 401;
                }
                if (request.get("input").toString().contains("overlimit")) {
                    yield 429;
                }
                yield !agreed || request.get("input").toString().contains("poison") ? 400 : 0;
            }
        };
    }

    private int hang() {
        synchronized (changed) {
            while (mode.equals("hang")) {
                try {
                    changed.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return 503;
                }
            }
        }
        return 503;
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
