package io.focusforge.cluster.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What is asked for. */
interface Kind {
    String PROMPT = "{\"model\":\"focusforge-extractive\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"The plan is ready on Thursday. When is the plan ready?\"}]}";
    String INFERENCE = "{\"type\":\"ai.inference\",\"payload\":{\"model\":\"focusforge-extractive\","
            + "\"system\":\"The invoice is due on Friday.\",\"items\":[{\"id\":\"a\",\"prompt\":\"When is the invoice due?\"}]}}";
    String LATER = "{\"type\":\"webhook.deliver\",\"delay\":\"P1D\",\"payload\":{\"url\":\"https://example.com/hook\","
            + "\"event\":{\"type\":\"load\",\"data\":1}}}";

    String name();

    /** Asks once, and ends when all of it is done. */
    void ask() throws IOException, InterruptedException;

    /** Once nothing is asked any more, what is missing of that which was acknowledged: one line each. */
    default Map<String, Integer> check(Duration within) throws InterruptedException {
        return Map.of();
    }

    static Kind of(String name, Gateway gateway) {
        return switch (name) {
            case "reads" -> new Asking(name, () -> gateway.get("/api/v1/tasks?limit=5"));
            case "chats" -> new Asking(name, () -> gateway.post("/v1/chat/completions", PROMPT));
            case "writes" -> new Writes(gateway);
            case "jobs" -> new Asking(name, () -> done(gateway));
            case "streams" -> new Streams(gateway);
            default -> throw new IllegalArgumentException("no such kind: " + name);
        };
    }

    /** A job, until it is done. */
    private static void done(Gateway gateway) throws IOException, InterruptedException {
        var path = "/api/v1/jobs/" + Gateway.field(gateway.post("/api/v1/jobs", INFERENCE), "id");
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var state = "";
        while (!state.equals("succeeded")) {
            if (state.equals("dead") || System.nanoTime() > end) {
                throw new IOException("job " + state);
            }
            Thread.sleep(250);
            try {
                state = Gateway.field(gateway.get(path), "state");
            } catch (IOException e) {
                state = "unknown: " + e.getMessage();
            }
        }
    }

    /** One that leaves nothing to be checked. */
    record Asking(String name, Request request) implements Kind {
        @Override
        public void ask() throws IOException, InterruptedException {
            request.send();
        }
    }

    @FunctionalInterface
    interface Request {
        void send() throws IOException, InterruptedException;
    }
}
