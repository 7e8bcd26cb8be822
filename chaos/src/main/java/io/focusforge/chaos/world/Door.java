package io.focusforge.chaos.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A careful client of a service: one Idempotency-Key per request, and the same request again, to any replica, until there is an answer. */
public final class Door {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** As services ask for when they cannot answer; with jitter, so that those who wait do not come back all at once. */
    private static final int PAUSE_MILLIS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int OK = 200;

    private final HttpClient http;
    private final List<Replica> replicas;
    private final String authorization;

    public Door(HttpClient http, List<Replica> replicas, String authorization) {
        this.http = http;
        this.replicas = replicas;
        this.authorization = authorization;
    }

    /** @param type of the body's content */
    public record Ask(String method, String path, String type, String body) {
        public static Ask post(String path, String json) {
            return new Ask("POST", path, "application/json", json);
        }
    }

    /** @return the body of the answer; empty when nobody answered for too long */
    public Optional<JsonNode> insist(Ask ask) {
        var key = UUID.randomUUID().toString();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            var answer = tried(ask, key);
            if (answer.isPresent()) {
                return answer;
            }
            Wait.pause(Duration.ofMillis(
                    PAUSE_MILLIS / 2 + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS)));
        }
        return Optional.empty();
    }

    /** Asks once. */
    public JsonNode read(String path) throws IOException, InterruptedException {
        var response = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException("%s cannot be read: %s".formatted(path, response.body()));
        }
        return JSON.readTree(response.body());
    }

    private Optional<JsonNode> tried(Ask ask, String key) {
        var request = request(ask.path())
                .header("Content-Type", ask.type())
                .header("Idempotency-Key", key)
                .method(ask.method(), HttpRequest.BodyPublishers.ofString(ask.body()))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            refuseSilence(ask, response);
            return response.statusCode() / 100 == 2 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What is wrong with the requests themselves would never be accepted. */
    private static void refuseSilence(Ask ask, HttpResponse<String> response) {
        var status = response.statusCode();
        if (status >= 400 && status < 500 && status != 409 && status != 429) {
            throw new IllegalStateException(
                    "%s %s is refused: %s".formatted(ask.method(), ask.path(), response.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        var replica = replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
        return HttpRequest.newBuilder(replica.url(path)).timeout(ANSWER).header("Authorization", authorization);
    }
}
