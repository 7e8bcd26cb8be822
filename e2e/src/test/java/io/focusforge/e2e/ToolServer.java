package io.focusforge.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Somebody else's MCP server, with one tool. */
final class ToolServer implements AutoCloseable {
    private static final String WELCOME = """
            {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "dictionary", "version": "1"}}""";
    private static final String TOOLS = """
            {"tools": [{"name": "lookup", "description": "Looks a word up.",
                        "inputSchema": {"type": "object", "properties": {"word": {"type": "string"}}}}]}""";

    private final HttpServer server;

    ToolServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", ToolServer::answer);
        server.start();
    }

    /** By name: as the operator has let it be reached. */
    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/mcp";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var message = JsonPath.from(exchange.getRequestBody());
            if (message.get("id") == null) {
                exchange.sendResponseHeaders(202, -1);
                return;
            }
            var result =
                    switch (message.getString("method")) {
                        case "initialize" -> WELCOME;
                        case "tools/list" -> TOOLS;
                        default -> """
                                {"content": [], "structuredContent": {"meaning": "%s: leaves in hot water"}}""".formatted(message.getString("params.arguments.word"));
                    };
            var id = message.get("id") instanceof Number number ? number.toString() : "\"" + message.get("id") + "\"";
            var bytes = "{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": %s}"
                    .formatted(id, result)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
