package io.focusforge.orchestrator.testing;

import com.sun.net.httpserver.HttpExchange;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The way back to the service under test, whose port nobody knows before it runs. */
public final class OwnDoor {
    private static final List<String> PASSED = List.of("Content-Type", "Idempotency-Key", "Accept");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static volatile String bearer;

    private OwnDoor() {}

    /** Who calls the service's own MCP server as if it were somebody else's. */
    public static void toolsOf(String authorization) {
        bearer = authorization;
    }

    static void passAsToolServer(HttpExchange exchange) throws IOException {
        pass(exchange, "/api/v1/mcp", bearer);
    }

    static void pass(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        pass(exchange, exchange.getRequestURI().toString(), headers.getFirst("Authorization"));
    }

    private static void pass(HttpExchange exchange, String path, String authorization) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        request.header("Authorization", authorization);
        PASSED.stream()
                .filter(exchange.getRequestHeaders()::containsKey)
                .forEach(name ->
                        request.header(name, exchange.getRequestHeaders().getFirst(name)));
        try {
            var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
