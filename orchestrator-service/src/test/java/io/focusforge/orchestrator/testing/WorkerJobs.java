package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs as the worker takes them, shows them and cancels them. They run until a test says otherwise. */
public final class WorkerJobs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ObjectNode> BY_KEY = new ConcurrentHashMap<>();
    private static final Map<String, ObjectNode> BY_ID = new ConcurrentHashMap<>();

    private WorkerJobs() {}

    /** The jobs that were asked for with this in their payload, each once. */
    public static java.util.List<JsonNode> about(String what) {
        return BY_ID.values().stream()
                .filter(job -> job.path("payload").toString().contains(what))
                .map(JsonNode.class::cast)
                .toList();
    }

    public static void end(JsonNode job, String state, String result) throws IOException {
        var kept = BY_ID.get(job.path("id").asText());
        kept.set("result", JSON.readTree(result));
        kept.put("state", state);
    }

    static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/");
        var body = exchange.getRequestBody().readAllBytes();
        if (path.length == 4) {
            var asked = (ObjectNode) JSON.readTree(body);
            if (asked.path("type").asText().equals("no.such")) {
                Talks.send(exchange, 400, JSON.createObjectNode().put("code", "invalid_request"));
                return;
            }
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            var job = BY_KEY.computeIfAbsent(
                    key, first -> asked.put("id", UUID.randomUUID().toString()).put("state", "running"));
            BY_ID.put(job.path("id").asText(), job);
            Talks.send(exchange, 202, job);
            return;
        }
        var job = BY_ID.get(path[4]);
        if (path.length > 5 && path[5].equals("cancel")) {
            job.put("state", "cancelled");
        }
        Talks.send(exchange, 200, job);
    }
}
