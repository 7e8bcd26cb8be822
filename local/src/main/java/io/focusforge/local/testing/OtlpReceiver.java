package io.focusforge.local.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Takes spans by OTLP over HTTP as the services that are fed by it do: under a path of its own, in protobuf, with a key in a header, or
 * not at all. {@code GET} on {@code test.otlp.received} gives all exports in one: protobuf messages that follow each other are one message.
 */
public final class OtlpReceiver implements QuarkusTestResourceLifecycleManager {
    public static final String RECEIVED = "test.otlp.received";

    /** Base64 often ends with the sign that stands between a header's name and its value. */
    private static final String KEY = "Basic cGstbGY6c2stbGY=";

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/otel/v1/traces", this::take);
        server.createContext("/received", this::give);
        server.start();
        var url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                RECEIVED,
                url + "/received",
                "focusforge.tracing.disabled",
                "false",
                "focusforge.tracing.endpoint",
                url + "/api/otel",
                "focusforge.tracing.headers",
                "Authorization=" + KEY + ",x-project=a b",
                "quarkus.otel.bsp.schedule.delay",
                "50ms");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        var known = KEY.equals(headers.getFirst("Authorization"))
                && "a b".equals(headers.getFirst("x-project"))
                && "application/x-protobuf".equals(headers.getFirst("Content-Type"));
        if (known) {
            synchronized (received) {
                received.write(body);
            }
        }
        exchange.sendResponseHeaders(known ? 200 : 401, -1);
        exchange.close();
    }

    private void give(HttpExchange exchange) throws IOException {
        byte[] all;
        synchronized (received) {
            all = received.toByteArray();
        }
        exchange.sendResponseHeaders(200, all.length == 0 ? -1 : all.length);
        exchange.getResponseBody().write(all);
        exchange.close();
    }
}
