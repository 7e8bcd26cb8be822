package io.focusforge.chaos.depth;

import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.World;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** A client that leaves jobs in large batches, several requests at a time, and that may stop the queue. */
final class Batches {
    static final int SIZE = 1_000;

    private static final int AT_ONCE = 4;
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int NOT_NOW = 503;
    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final World world;
    private final String authorization;
    private final String body;

    Batches(World world) {
        this.world = world;
        this.authorization = world.newUser();
        var job = """
                {"type": "webhook.deliver", "payload": {"url": "%s", "event": {"type": "depth", "data": {"item": 0}}}}""".formatted(world.receiver().url());
        this.body = "{\"jobs\": [" + String.join(",", Collections.nCopies(SIZE, job)) + "]}";
    }

    /** @return jobs a second */
    double leave(int jobs) throws InterruptedException, ExecutionException {
        var begun = System.nanoTime();
        try (var clients = Executors.newFixedThreadPool(AT_ONCE)) {
            var batches = new ArrayList<Callable<Void>>(Collections.nCopies(jobs / SIZE, this::leaveOne));
            for (var answer : clients.invokeAll(batches)) {
                answer.get();
            }
        }
        return jobs / Rates.secondsSince(begun);
    }

    void pause() throws IOException, InterruptedException {
        post("/api/v1/queues/notify/pause", "", 200);
    }

    void resume() throws IOException, InterruptedException {
        post("/api/v1/queues/notify/resume", "", 200);
    }

    private Void leaveOne() throws IOException, InterruptedException {
        post("/api/v1/jobs:batch", body, 202);
        return null;
    }

    /** As often as the service asks for it, under the same key: what it was late with is made once. */
    private void post(String path, String content, int expected) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(world.workers().getFirst().url(path))
                .timeout(ANSWER)
                .header("Authorization", authorization)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
        var response = world.http().send(request, HttpResponse.BodyHandlers.ofString());
        for (var tried = 1; response.statusCode() == NOT_NOW && tried < TRIES; tried++) {
            Wait.pause(PAUSE);
            response = world.http().send(request, HttpResponse.BodyHandlers.ofString());
        }
        if (response.statusCode() != expected) {
            throw new IOException(
                    "%s was answered with %d: %s".formatted(path, response.statusCode(), response.body()));
        }
    }
}
