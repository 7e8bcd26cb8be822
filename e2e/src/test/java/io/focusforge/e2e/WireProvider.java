package io.focusforge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** A provider that answers as OpenAI's documentation shows it, and says what it was asked. */
final class WireProvider {
    static final String CHAT = "wire-chat";
    static final String EMBEDDING = "wire-embed";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ENDLESS = 600;

    private final HttpServer server;
    private final AtomicInteger aborted = new AtomicInteger();

    WireProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext("/v1/completions", this::complete);
        server.createContext("/v1/embeddings", this::embed);
        server.createContext(
                "/aborted", exchange -> answer(exchange, JSON.createObjectNode().put("aborted", aborted.get())));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void chat(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var last = request.path("messages").path(request.path("messages").size() - 1);
        var text = text(last);
        if (text.equals("fail")) {
            exchange.sendResponseHeaders(500, -1);
        } else if (text.equals("endless")) {
            stream(exchange, endless());
        } else if (request.path("stream").asBoolean()) {
            stream(exchange, chunks(request, last));
        } else {
            var answer = completion("chat.completion");
            var choice = answer.putArray("choices").addObject().put("index", 0);
            choice.set("message", message(request, last).put("role", "assistant"));
            choice.put("finish_reason", "stop");
            answer.set("usage", usage());
            if (request.has("vendor_field")) {
                answer.set("vendor_field", request.get("vendor_field"));
            }
            answer(exchange, answer);
        }
    }

    private static ObjectNode message(JsonNode request, JsonNode last) {
        var message = JSON.createObjectNode();
        if (last.path("role").asText().equals("tool")) {
            return message.put("content", "The tool said: " + text(last));
        }
        if (request.has("response_format")) {
            return message.put("content", "{\"city\":\"Paris\"}");
        }
        if (!request.has("tools")) {
            return message.put("content", "You said: " + text(last));
        }
        message.putNull("content")
                .putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .put("id", "call_1")
                .put("type", "function")
                .putObject("function")
                .put("name", "get_weather")
                .put("arguments", "{\"city\":\"Paris\"}");
        return message;
    }

    private static List<ObjectNode> chunks(JsonNode request, JsonNode last) {
        var message = message(request, last);
        var pieces = message.path("content").isTextual()
                ? List.of(message.get("content").asText().split("(?<= )"))
                : List.<String>of();
        var first = (pieces.isEmpty() ? message : JSON.createObjectNode()).put("role", "assistant");
        var chunks = new ArrayList<>(List.of(chunk(first, null)));
        pieces.forEach(piece -> chunks.add(chunk(JSON.createObjectNode().put("content", piece), null)));
        chunks.add(chunk(JSON.createObjectNode(), pieces.isEmpty() ? "tool_calls" : "stop"));
        if (request.path("stream_options").path("include_usage").asBoolean()) {
            var usage = completion("chat.completion.chunk");
            usage.putArray("choices");
            usage.set("usage", usage());
            chunks.add(usage);
        }
        return chunks;
    }

    private static Iterable<ObjectNode> endless() {
        return () -> IntStream.range(0, ENDLESS)
                .mapToObj(i -> {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    return chunk(JSON.createObjectNode().put("content", "more "), null);
                })
                .iterator();
    }

    private static ObjectNode chunk(ObjectNode delta, String finish) {
        var chunk = completion("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return chunk;
    }

    private void complete(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var pieces = List.of(request.path("prompt").asText(), " upon", " a time");
        if (request.path("stream").asBoolean()) {
            stream(exchange, pieces.stream().map(WireProvider::textCompletion).toList());
        } else {
            var answer = textCompletion(String.join("", pieces));
            answer.set("usage", usage());
            answer(exchange, answer);
        }
    }

    private static ObjectNode textCompletion(String text) {
        var answer = completion("text_completion");
        answer.putArray("choices").addObject().put("index", 0).put("text", text).put("finish_reason", "stop");
        return answer;
    }

    /** A text becomes its length and a half; tokens become their number and a quarter. Only floats, as many providers do. */
    private void embed(HttpExchange exchange) throws IOException {
        var input = JSON.readTree(exchange.getRequestBody()).path("input");
        var answer = JSON.createObjectNode().put("object", "list").put("model", EMBEDDING);
        var data = answer.putArray("data");
        if (input.path(0).isNumber()) {
            vector(data.addObject(), 0, input.size(), 0.25);
        } else {
            var texts = input.isArray() ? input : JSON.createArrayNode().add(input);
            for (var i = 0; i < texts.size(); i++) {
                vector(data.addObject(), i, texts.get(i).asText().length(), 0.5);
            }
        }
        answer.putObject("usage").put("prompt_tokens", data.size()).put("total_tokens", data.size());
        answer(exchange, answer);
    }

    private static void vector(ObjectNode item, int index, double first, double second) {
        item.put("object", "embedding").put("index", index);
        item.putArray("embedding").add(first).add(second);
    }

    private static String text(JsonNode message) {
        var content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        return String.join(
                " ",
                StreamSupport.stream(content.spliterator(), false)
                        .map(part -> part.has("text")
                                ? part.get("text").asText()
                                : "["
                                        + part.path("image_url")
                                                .path("url")
                                                .asText()
                                                .replaceAll("^data:|;.*$", "") + "]")
                        .toList());
    }

    private static ObjectNode completion(String object) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", object)
                .put("created", 1)
                .put("model", CHAT);
    }

    private static ObjectNode usage() {
        return JSON.createObjectNode()
                .put("prompt_tokens", 8)
                .put("completion_tokens", 4)
                .put("total_tokens", 12);
    }

    private void stream(HttpExchange exchange, Iterable<ObjectNode> chunks) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var chunk : chunks) {
                out.write(("data: " + chunk + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            aborted.incrementAndGet();
            throw e;
        }
    }

    private static void answer(HttpExchange exchange, ObjectNode body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
