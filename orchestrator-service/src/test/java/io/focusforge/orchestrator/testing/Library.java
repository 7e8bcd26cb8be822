package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Documents as memory-service finds them, and checks what is quoted of them. */
public final class Library {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Chunk> CHUNKS = new CopyOnWriteArrayList<>();
    private static volatile boolean away;
    private static volatile Runnable first = () -> {};

    private Library() {}

    /** What is found, and what is stored by the time of the check. */
    public record Chunk(UUID id, UUID document, String found, String stored) {}

    public static void reset() {
        CHUNKS.clear();
        away = false;
        first = () -> {};
    }

    public static Chunk has(String text) {
        return has(text, text);
    }

    public static Chunk has(String found, String stored) {
        var chunk = new Chunk(UUID.randomUUID(), UUID.randomUUID(), found, stored);
        CHUNKS.add(chunk);
        return chunk;
    }

    public static void away() {
        away = true;
    }

    /** What happens before a search is answered. */
    public static void first(Runnable action) {
        first = action;
    }

    static void search(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        first.run();
        var hits = JSON.createObjectNode().put("degraded", false);
        var items = hits.putArray("items");
        for (var chunk : CHUNKS) {
            var hit = items.addObject().put("chunk", chunk.id().toString()).put("text", chunk.found());
            hit.put("page", 1).put("score", 0.9);
            hit.putObject("document")
                    .put("id", chunk.document().toString())
                    .put("version", 1)
                    .put("title", "Handbook");
        }
        Talks.send(exchange, away ? 503 : 200, hits);
    }

    static void check(HttpExchange exchange) throws IOException {
        var verdicts = JSON.createObjectNode();
        var items = verdicts.putArray("items");
        for (var claim : JSON.readTree(exchange.getRequestBody()).path("citations")) {
            var quote = claim.path("quote").asText();
            var at = CHUNKS.stream()
                    .filter(chunk ->
                            chunk.id().toString().equals(claim.path("chunk").asText()))
                    .mapToInt(chunk -> chunk.stored().indexOf(quote))
                    .findFirst()
                    .orElse(-1);
            var verdict = items.addObject().put("valid", at >= 0).put("version", 1);
            verdict.putObject("span").put("start", at).put("end", at + quote.length());
        }
        Talks.send(exchange, 200, verdicts);
    }
}
