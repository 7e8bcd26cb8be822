package io.focusforge.bench.orchestrator;

import io.focusforge.bench.measure.Rounds;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the suite adds to the time to an answer's first word. The model answers at once, and the time in which memories or documents were being
 * looked for is taken off, call by call: what is left is all that gateway, orchestrator and ai-service do before that word.
 */
final class ChatBenchmark {
    private static final int CHATS = 60;
    private static final int MEMORIES = 60;
    private static final int DOCUMENTS = 6;
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration FOUND = Duration.ofMinutes(2);
    private static final String FIRST_WORD = "event: io.focusforge.answer.text.v1";
    private static final List<String> SUBJECTS =
            List.of("office", "library", "workshop", "canteen", "archive", "garden", "studio", "laboratory");

    private final PublicApi api;
    private final TimedDoor memory;
    private int asked;

    ChatBenchmark(ModelStack stack) {
        this.api = stack.api();
        this.memory = stack.memory();
    }

    /** Milliseconds. */
    private record Times(double first, double lookups) {
        double added() {
            return first - lookups;
        }
    }

    void prepare(Consumer<String> progress) throws Exception {
        progress.accept("memories and documents");
        for (var i = 0; i < MEMORIES; i++) {
            var text = "The %s no. %d is closed on Mondays".formatted(subject(i), i);
            api.post("/api/v1/memories", new JsonObject().put("text", text).put("type", "EPISODIC"));
        }
        for (var i = 0; i < DOCUMENTS; i++) {
            var text = "Rules of the %s.\n\nIt opens at nine, closes at six, and stays closed on Mondays."
                    .formatted(subject(i));
            api.post("/api/v1/documents", new JsonObject().put("text", text));
        }
        awaitFound();
        progress.accept("warming up chats");
        for (var end = System.nanoTime() + WARM_UP.toNanos(); System.nanoTime() < end; ) {
            chat();
        }
    }

    void measure(Rounds rounds) throws Exception {
        var times = new ArrayList<Times>();
        for (var next = System.nanoTime(); times.size() < CHATS; next += EVERY.toNanos()) {
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            times.add(chat());
        }
        var added = times.stream().map(Times::added).toList();
        rounds.add("orchestrator.chat_added_ttft_ms", "ms", percentile(added, 0.95));
        rounds.add("added to the first word of a chat, p50", "ms", percentile(added, 0.5));
        var lookups = times.stream().map(Times::lookups).toList();
        rounds.add("recall and search before it, p50", "ms", percentile(lookups, 0.5));
        rounds.add("recall and search before it, p95", "ms", percentile(lookups, 0.95));
    }

    private Times chat() throws Exception {
        var talk = api.post("/api/v1/conversations", new JsonObject()).getString("id");
        var question = "When is the %s no. %d closed?".formatted(subject(asked), asked++);
        memory.take();
        var started = System.nanoTime();
        var first = 0L;
        try (var lines = api.lines(
                "/api/v1/conversations/" + talk + "/answers",
                new JsonObject().put("content", question).put("stream", true))) {
            for (var line = lines.iterator(); line.hasNext(); ) {
                if (line.next().equals(FIRST_WORD) && first == 0) {
                    first = System.nanoTime();
                }
            }
        }
        if (first == 0) {
            throw new IllegalStateException("an answer had no words");
        }
        var lookups = memory.take().stream()
                .filter(passage -> passage.path().endsWith("/search"))
                .toList();
        return new Times((first - started) / 1e6, Passage.covered(lookups, started, first) / 1e6);
    }

    private void awaitFound() throws Exception {
        var end = System.nanoTime() + FOUND.toNanos();
        var question = new JsonObject().put("query", "When does the garden open?");
        while (api.post("/api/v1/search", question).getJsonArray("items").size() < DOCUMENTS) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("documents are not found after " + FOUND);
            }
            Thread.sleep(EVERY);
        }
    }

    private static String subject(int number) {
        return SUBJECTS.get(number % SUBJECTS.size());
    }

    private static double percentile(List<Double> values, double share) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
