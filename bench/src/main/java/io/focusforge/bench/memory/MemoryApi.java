package io.focusforge.bench.memory;

import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The API of memories, as a client of a running stack. */
final class MemoryApi implements AutoCloseable {
    private static final String MEMORIES = "/api/v1/memories";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration INDEXED = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Stack stack;

    MemoryApi(Stack stack) {
        this.stack = stack;
    }

    /** An episode, because these are never merged. @return its id */
    String add(String text) throws IOException, InterruptedException {
        return post(MEMORIES, new JsonObject().put("text", text).put("type", "EPISODIC"), 201)
                .getString("id");
    }

    /** @return the ids of the ten best */
    List<String> search(String query, JsonObject weights) throws IOException, InterruptedException {
        var body = new JsonObject()
                .put("query", query)
                .put("limit", 10)
                .put("threshold", 0)
                .put("weights", weights);
        var answer = post(MEMORIES + "/search", body, 200);
        if (answer.getBoolean("degraded")) {
            throw new IllegalStateException("the question had no embedding");
        }
        return ids(answer.getJsonArray("items"));
    }

    /** Waits until the index holds so many memories. */
    void awaitIndexed(int count) throws SQLException, InterruptedException {
        var end = System.nanoTime() + INDEXED.toNanos();
        while (indexed() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only %d of %d memories are indexed".formatted(indexed(), count));
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private long indexed() throws SQLException {
        try (var connection = stack.servers().endpoints().postgres().connect("memory");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM memory_index")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private JsonObject post(String path, JsonObject body, int expected) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(stack.url() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + stack.apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body());
    }

    private static List<String> ids(JsonArray items) {
        return items.stream()
                .map(item -> ((JsonObject) item).getJsonObject("memory").getString("id"))
                .toList();
    }
}
