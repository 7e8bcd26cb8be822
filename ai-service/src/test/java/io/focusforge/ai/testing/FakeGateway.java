package io.focusforge.ai.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The gateway as far as a service asks it whose a key is: {@code PUT /keys/<id>} says what it is to answer of one. */
final class FakeGateway implements AutoCloseable {
    private static final String UNKNOWN =
            "{\"code\":\"api_key_invalid\",\"detail\":\"No API key is like this one\",\"rememberMillis\":500}";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/keys/", this::learn);
        server.createContext("/internal/keys/exchange", this::exchange);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void learn(HttpExchange http) throws IOException {
        var path = http.getRequestURI().getPath();
        answers.put(path.substring(path.lastIndexOf('/') + 1), body(http));
        answer(http, 200, "{}");
    }

    /** An answer without a lifetime is none. */
    private void exchange(HttpExchange http) throws IOException {
        var told = answers.getOrDefault(new JsonObject(body(http)).getString("id"), UNKNOWN);
        answer(http, new JsonObject(told).containsKey("rememberMillis") ? 200 : 503, told);
    }

    private static String body(HttpExchange http) throws IOException {
        return new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange http, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
