package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Somebody else's MCP server, with one tool. Below {@code /stream} it answers with events. */
public final class ToolServer {
    public static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "session-1";
    private static volatile Function<JsonNode, JsonNode> tool;
    private static volatile int status = 200;
    private static final AtomicInteger FAILING = new AtomicInteger();
    private static volatile String url;

    private ToolServer() {}

    public record Call(
            String tool, JsonNode arguments, String key, String session, String version, String authorization) {}

    public static void reset() {
        tool = arguments -> text("looked up " + arguments.path("word").asText(), false);
        status = 200;
        FAILING.set(0);
        CALLS.clear();
    }

    /** So many calls of the tool. */
    public static void failsFirst(int calls) {
        FAILING.set(calls);
    }

    /** @param answer from arguments to a result of the protocol */
    public static void does(Function<JsonNode, JsonNode> answer) {
        tool = answer;
    }

    public static void answers(int http) {
        status = http;
    }

    public static String url() {
        return url;
    }

    static void isAt(String address) {
        url = address;
    }

    public static ObjectNode text(String text, boolean isError) {
        var result = JSON.createObjectNode().put("isError", isError);
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }

    static void answer(HttpExchange exchange) throws IOException {
        var message = JSON.readTree(exchange.getRequestBody());
        if (message.path("method").asText().equals("tools/call")
                && FAILING.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(503, -1);
        } else if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
        } else if (!message.has("id")) {
            exchange.sendResponseHeaders(202, -1);
        } else {
            send(exchange, message);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, JsonNode message) throws IOException {
        var answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", message.get("id"));
        answer.set("result", result(exchange, message));
        var isStream = exchange.getRequestURI().getPath().endsWith("/stream");
        var text = isStream ? "event: message\ndata: " + answer + "\n\n" : answer.toString();
        exchange.getResponseHeaders().set("Mcp-Session-Id", SESSION);
        exchange.getResponseHeaders().set("Content-Type", isStream ? "text/event-stream" : "application/json");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static JsonNode result(HttpExchange exchange, JsonNode message) {
        return switch (message.path("method").asText()) {
            case "initialize" -> {
                var result = JSON.createObjectNode().put("protocolVersion", "2025-06-18");
                result.putObject("capabilities").putObject("tools");
                result.putObject("serverInfo").put("name", "dictionary").put("version", "1");
                yield result;
            }
            case "tools/list" -> {
                var result = JSON.createObjectNode();
                var lookup = result.putArray("tools").addObject().put("name", "lookup");
                lookup.put("description", "Looks a word up.");
                var schema = lookup.putObject("inputSchema").put("type", "object");
                schema.putObject("properties").putObject("word").put("type", "string");
                yield result;
            }
            default -> {
                var headers = exchange.getRequestHeaders();
                var arguments = message.at("/params/arguments");
                CALLS.add(new Call(
                        message.at("/params/name").asText(),
                        arguments,
                        headers.getFirst("Idempotency-Key"),
                        headers.getFirst("Mcp-Session-Id"),
                        headers.getFirst("MCP-Protocol-Version"),
                        headers.getFirst("Authorization")));
                yield tool.apply(arguments);
            }
        };
    }
}
