package io.focusforge.worker.ingest;

import io.focusforge.worker.testing.Receiver;
import io.focusforge.worker.testing.Receiver.Received;
import io.focusforge.worker.testing.Receiver.Reply;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Memory-service as the worker sees it: one document, and what is told and stored of it. */
final class FakeMemory implements AutoCloseable {
    final List<String> stages = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<List<Map<String, Object>>> batches = new CopyOnWriteArrayList<>();
    /** Answers of the next calls with chunks, in place of success. */
    final AtomicInteger failures = new AtomicInteger();

    private final Receiver receiver;
    private final UUID object = UUID.randomUUID();
    volatile String mediaType = "text/plain";
    volatile int stored;
    volatile int failWith = 503;
    volatile boolean cancelled;

    FakeMemory(URI url) {
        this.receiver = Receiver.at(url).answering(this::answer);
    }

    UUID object() {
        return object;
    }

    private Reply answer(Received request) {
        var path = request.path().replaceAll(".*/", "").replaceAll("\\?.*", "");
        return switch (path) {
            case "work" ->
                json("{\"cancelled\": false, \"mediaType\": \"%s\", \"bytes\": 1, \"object\": \"%s\", \"stored\": %d}"
                        .formatted(mediaType, object, stored));
            case "stages" -> stage(JsonPath.from(request.body()));
            case "chunks" -> store(JsonPath.from(request.body()));
            default -> Reply.of(404);
        };
    }

    private Reply stage(JsonPath stage) {
        var state = stage.getString("state");
        if (stages.isEmpty() || !stages.getLast().equals(state)) {
            stages.add(state);
        }
        if (stage.getString("reason") != null) {
            reasons.add(stage.getString("reason"));
        }
        return json("{\"cancelled\": false}");
    }

    private Reply store(JsonPath batch) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Reply.of(failWith);
        }
        batches.add(batch.getList("chunks"));
        return json("{\"cancelled\": %s}".formatted(cancelled));
    }

    List<Integer> ordinals() {
        return pieces().stream().map(FakeMemory::ordinal).toList();
    }

    /** In the order of the document: batches come side by side. */
    List<Map<String, Object>> pieces() {
        return batches.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(FakeMemory::ordinal))
                .toList();
    }

    private static Integer ordinal(Map<String, Object> piece) {
        return (Integer) piece.get("ordinal");
    }

    private static Reply json(String body) {
        return new Reply(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
