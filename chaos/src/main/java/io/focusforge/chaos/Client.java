package io.focusforge.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.Worker;
import io.focusforge.chaos.world.World;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A careful client: one Idempotency-Key per request, and the same request again, to any worker, until there is an answer. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** As the service asks for when it cannot answer; with jitter, so that those who wait do not come back all at once. */
    private static final int PAUSE_MILLIS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int PAGE = 100;

    private final HttpClient http;
    private final List<Worker> workers;
    private final String authorization;

    Client(World world) {
        this.http = world.http();
        this.workers = world.workers();
        this.authorization = world.newUser();
    }

    /** @return the ids of the jobs; empty when nobody answered for too long */
    Optional<List<String>> askUntilAnswered(Event.Asked asked, String body) {
        var key = UUID.randomUUID().toString();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            var answer = ask(asked, body, key);
            if (answer.isPresent()) {
                return answer;
            }
            Wait.pause(Duration.ofMillis(
                    PAUSE_MILLIS / 2 + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS)));
        }
        return Optional.empty();
    }

    /** All jobs of this user, as the API shows them. */
    List<Event> jobs() throws IOException, InterruptedException {
        var jobs = new ArrayList<Event>();
        var cursor = "";
        do {
            var page = page(cursor);
            page.path("items").forEach(job -> jobs.add(shown(job)));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return jobs;
    }

    private Optional<List<String>> ask(Event.Asked asked, String body, String key) {
        var path = asked.jobs() == 1 ? "/api/v1/jobs" : "/api/v1/jobs:batch";
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            refuseSilence(response);
            return response.statusCode() == ACCEPTED
                    ? Optional.of(ids(JSON.readTree(response.body())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What is wrong with the requests themselves would never be accepted. */
    private static void refuseSilence(HttpResponse<String> response) {
        var status = response.statusCode();
        if (status >= 400 && status < 500 && status != 409 && status != 429) {
            throw new IllegalStateException("the service refuses a job: " + response.body());
        }
    }

    private static List<String> ids(JsonNode answer) {
        if (answer.has("id")) {
            return List.of(answer.path("id").asText());
        }
        var ids = new ArrayList<String>();
        answer.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private JsonNode page(String cursor) throws IOException, InterruptedException {
        var request = request("/api/v1/jobs?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException("the jobs cannot be listed: " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        var worker = workers.get(ThreadLocalRandom.current().nextInt(workers.size()));
        return HttpRequest.newBuilder(worker.url(path)).timeout(ANSWER).header("Authorization", authorization);
    }

    private static Event shown(JsonNode job) {
        return new Event.Shown(
                Event.now(),
                job.path("id").asText(),
                job.path("state").asText(),
                job.path("attempt").asInt());
    }
}
