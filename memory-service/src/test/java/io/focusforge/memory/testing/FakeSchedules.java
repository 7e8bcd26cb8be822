package io.focusforge.memory.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The worker's schedules, made once under a key. {@code GET /api/v1/schedules/<source>} lists those of a source; the cron {@code away} is answered by 503. */
final class FakeSchedules implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> byKey = new ConcurrentHashMap<>();

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> make(exchange);
            case "DELETE" -> {
                var gone = byKey.values()
                        .removeIf(schedule -> schedule.get("id").asText().equals(last(exchange)));
                FakeWorkerService.answer(exchange, gone ? 200 : 404, Map.of());
            }
            default -> FakeWorkerService.answer(exchange, 200, of(last(exchange)));
        }
    }

    private void make(HttpExchange exchange) throws IOException {
        var asked = (ObjectNode) JSON.readTree(exchange.getRequestBody().readAllBytes());
        var cron = asked.path("cron").asText();
        if (cron.equals("away")) {
            FakeWorkerService.answer(exchange, 503, Map.of());
        } else if (cron.equals("never")) {
            var violation = Map.of("field", "cron", "message", "is no cron expression");
            FakeWorkerService.answer(exchange, 400, Map.of("violations", List.of(violation)));
        } else {
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            var made = byKey.computeIfAbsent(
                    key, first -> asked.put("id", UUID.randomUUID().toString()));
            FakeWorkerService.answer(exchange, 201, made);
        }
    }

    private List<? extends JsonNode> of(String source) {
        return byKey.values().stream()
                .filter(schedule ->
                        schedule.at("/job/payload/sourceId").asText().equals(source))
                .toList();
    }

    private static String last(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
