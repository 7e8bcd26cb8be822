package io.focusforge.memory.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers for the orchestrator, and for the gateway, over HTTP, when a person is to be forgotten. */
public final class FakeOrchestrator implements QuarkusTestResourceLifecycleManager {
    private static final byte[] FORGOTTEN =
            "{\"erased\": {\"tasks\": 1}, \"more\": false}".getBytes(StandardCharsets.UTF_8);

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/subjects/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, FORGOTTEN.length);
                exchange.getResponseBody().write(FORGOTTEN);
            }
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("focusforge.services.orchestrator.url", url, "focusforge.services.gateway.url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
