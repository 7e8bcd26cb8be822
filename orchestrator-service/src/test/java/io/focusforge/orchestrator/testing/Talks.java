package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Conversations as memory-service answers about them, as far as the orchestrator asks. */
public final class Talks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Talk> ALL = new ConcurrentHashMap<>();
    private static volatile boolean away;

    private Talks() {}

    /** One of them. */
    public static final class Talk {
        public final String id = UUID.randomUUID().toString();
        public final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
        public final List<JsonNode> summaries = new CopyOnWriteArrayList<>();
        public volatile String title;
        /** Newest messages that a context has room for. */
        public volatile int room = 1_000;

        private final Map<String, ObjectNode> byKey = new HashMap<>();

        public List<String> contents() {
            return messages.stream()
                    .map(message -> message.path("role").asText() + ": "
                            + message.path("content").asText())
                    .toList();
        }

        public ObjectNode say(String role, String content) {
            return add(
                    UUID.randomUUID().toString(),
                    JSON.createObjectNode().put("role", role).put("content", content));
        }

        private synchronized ObjectNode add(String key, ObjectNode message) {
            return byKey.computeIfAbsent(key, first -> {
                message.put("id", UUID.randomUUID().toString());
                message.put("seq", messages.size() + 1);
                message.put("tokens", 4 + message.path("content").asText().length() / 4);
                message.put("pinned", false);
                messages.add(message);
                return message;
            });
        }
    }

    public static Talk begin() {
        var talk = new Talk();
        ALL.put(talk.id, talk);
        return talk;
    }

    /** Whether nothing can be asked or kept. */
    public static void away(boolean isAway) {
        away = isAway;
    }

    static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/");
        var talk = ALL.get(path[4]);
        if (away) {
            send(exchange, 503, JSON.createObjectNode());
        } else if (talk == null) {
            send(exchange, 404, JSON.createObjectNode());
        } else {
            answer(exchange, talk, path.length > 5 ? path[5] : "", path.length > 6 ? path[6] : null);
        }
    }

    private static void answer(HttpExchange exchange, Talk talk, String what, String message) throws IOException {
        switch (exchange.getRequestMethod() + " " + what) {
            case "GET " -> send(exchange, 200, JSON.createObjectNode().put("title", talk.title));
            case "GET context" -> send(exchange, 200, context(talk));
            case "GET messages" -> read(exchange, talk, message);
            case "POST messages" -> {
                var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                send(exchange, 201, talk.add(key, (ObjectNode) JSON.readTree(exchange.getRequestBody())));
            }
            case "PUT title" -> {
                talk.title =
                        JSON.readTree(exchange.getRequestBody()).path("title").asText();
                send(exchange, 200, JSON.createObjectNode());
            }
            case "PUT summary" -> {
                talk.summaries.add(JSON.readTree(exchange.getRequestBody()));
                send(exchange, 200, JSON.createObjectNode());
            }
            default -> send(exchange, 405, JSON.createObjectNode());
        }
    }

    private static void read(HttpExchange exchange, Talk talk, String id) throws IOException {
        if (id == null) {
            send(exchange, 200, page(talk, exchange.getRequestURI().getQuery()));
            return;
        }
        var found = talk.messages.stream()
                .filter(message -> message.path("id").asText().equals(id))
                .findFirst();
        send(exchange, found.isPresent() ? 200 : 404, found.orElseGet(JSON::createObjectNode));
    }

    private static JsonNode page(Talk talk, String query) {
        var from = Integer.parseInt(query.replaceAll(".*from=(\\d+).*", "$1"));
        var items = JSON.createObjectNode();
        var list = items.putArray("items");
        var backwards = query.contains("order=desc");
        (backwards ? talk.messages.reversed() : talk.messages)
                .stream()
                        .filter(message -> backwards
                                ? message.path("seq").asInt() <= from
                                : message.path("seq").asInt() >= from)
                        .forEach(list::add);
        return items;
    }

    private static JsonNode context(Talk talk) {
        var context = JSON.createObjectNode();
        var list = context.putArray("messages");
        var first = Math.max(0, talk.messages.size() - talk.room);
        talk.messages.subList(first, talk.messages.size()).forEach(list::add);
        var summary = talk.summaries.isEmpty() ? null : talk.summaries.getLast();
        if (summary != null && first > 0) {
            context.putObject("summary")
                    .put("text", summary.path("text").asText())
                    .put("upTo", summary.path("upTo").asInt())
                    .put("tokens", 20);
        }
        var covered = summary == null ? 0 : summary.path("upTo").asInt();
        context.putObject("omitted")
                .put("count", first)
                .put("from", first == 0 ? 0 : 1)
                .put("to", first)
                .put("unsummarised", Math.max(0, first - covered));
        return context;
    }

    static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
