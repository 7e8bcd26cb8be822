package io.focusforge.bench.natives;

import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.local.server.Service;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.LongFunction;

/** What a service is there for, as a client asks for it through the gateway. Numbers make each call another one, so that none is answered from a cache. */
record MainCall(LongFunction<Call> calls) {
    private static final int LINES = 20;

    /** @param task of the stack's key, to be read */
    static MainCall of(Service service, RunningStack stack, String task) {
        return switch (service) {
            case GATEWAY -> new MainCall(n -> stack.readTask(task));
            case ORCHESTRATOR -> new MainCall(stack::createTask);
            case AI -> new MainCall(n -> post(stack, "/v1/chat/completions", chat(n), 200));
            case MEMORY -> new MainCall(n -> post(stack, "/api/v1/memories/search", question(n), 200));
            case WORKER -> new MainCall(n -> post(stack, "/api/v1/jobs", job("P1D", n), 202));
        };
    }

    /**
     * A job that puts one prompt to the extractive model.
     *
     * @param delay before it is due, as ISO 8601 has it
     */
    static JsonObject job(String delay, long number) {
        var prompt = new JsonObject().put("id", "a").put("prompt", "When is invoice " + number + " due?");
        return new JsonObject()
                .put("type", "ai.inference")
                .put("delay", delay)
                .put(
                        "payload",
                        new JsonObject()
                                .put("model", "focusforge-extractive")
                                .put("system", facts(number))
                                .put("items", new JsonArray().add(prompt)));
    }

    private static JsonObject chat(long number) {
        return new JsonObject()
                .put("model", "focusforge-extractive")
                .put(
                        "messages",
                        new JsonArray()
                                .add(message("system", facts(number)))
                                .add(message("user", "When is invoice " + number + " due?")));
    }

    private static JsonObject question(long number) {
        return new JsonObject().put("query", "When is invoice " + number + " due?");
    }

    private static JsonObject message(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }

    private static String facts(long number) {
        var text = new StringBuilder();
        for (var line = 0; line < LINES; line++) {
            text.append("Invoice %d of customer %d is due on Friday. ".formatted(number + line, line));
        }
        return text.toString();
    }

    private static Call post(RunningStack stack, String path, JsonObject body, int expected) {
        return new Call(HttpMethod.POST, stack.url() + path, "Bearer " + stack.key(), body.encode(), expected);
    }
}
