package io.focusforge.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.local.server.LocalFailure;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tasks over the public API, waited for where the analysis goes on behind it. */
final class Tasks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;

    private final ApiClient api;

    Tasks(ApiClient api) {
        this.api = api;
    }

    /** The task when its analysis has ended, or as it is when that takes long. */
    JsonNode create(TaskDraft draft) {
        var task = api.post("/api/v1/tasks", draft);
        var path = "/api/v1/tasks/" + task.path("id").asText();
        return isAnalysed(task) ? task : await(() -> api.get(path), Tasks::isAnalysed);
    }

    JsonNode get(String id) {
        return api.get("/api/v1/tasks/" + id);
    }

    JsonNode history(String id) {
        return api.get("/api/v1/tasks/" + id + "/history").path("items");
    }

    /** Waits until the worker has had the task remembered, so that a later one can recall it. */
    void awaitRemembered(String title) {
        var query = java.util.Map.of("query", title, "limit", 10);
        await(
                () -> api.post("/api/v1/memories/search", query),
                found ->
                        found.path("items").findValuesAsText("text").stream().anyMatch(text -> text.startsWith(title)));
    }

    void list() {
        api.get("/api/v1/tasks?limit=10&status=open&label=" + UUID.randomUUID());
        api.get("/api/v1/memories?limit=10");
        api.get("/api/v1/jobs?limit=10");
    }

    private static boolean isAnalysed(JsonNode task) {
        return !task.path("analysis").path("status").asText("pending").equals("pending");
    }

    private static JsonNode await(Supplier<JsonNode> ask, Predicate<JsonNode> enough) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var answer = ask.get();
        while (!enough.test(answer) && System.nanoTime() < deadline) {
            sleep();
            answer = ask.get();
        }
        return answer;
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted.", e);
        }
    }
}
