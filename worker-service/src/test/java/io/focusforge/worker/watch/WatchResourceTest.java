package io.focusforge.worker.watch;

import static io.focusforge.worker.testing.Talking.log;
import static io.focusforge.worker.testing.Talking.progress;
import static io.focusforge.worker.testing.Talking.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Talking;
import io.focusforge.worker.testing.Talking.Kind;
import io.focusforge.worker.watch.Listener.Heard;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class WatchResourceTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Talking handler;

    @Inject
    Sights sights;

    @Inject
    WatchConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    @RedisClientName("streams")
    RedisDataSource redis;

    @AfterEach
    void hangUp() {
        client.shutdownNow();
    }

    private UUID tomorrow(Talking.Step... script) {
        var job = new HashMap<String, Object>(Talking.job(script));
        job.put("delay", "P1D");
        return jobs.accepted(job);
    }

    private void promote(UUID id) {
        jobs.request().post("/api/v1/jobs/" + id + "/promote").then().statusCode(200);
    }

    private HttpResponse<InputStream> open(UUID id, String last) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/jobs/" + id + "/events"))
                .header("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:read"))
                .header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Listener listen(UUID id, String last) {
        var response = open(id, last);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
        var listener = new Listener();
        Thread.ofVirtual().start(() -> read(response.body(), listener));
        return listener;
    }

    private static void read(InputStream body, Listener listener) {
        try (var reader = new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
            var frame = new StringBuilder();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    listener.write(frame.append("\n\n").toString());
                    frame.setLength(0);
                } else {
                    frame.append(frame.isEmpty() ? "" : "\n").append(line);
                }
            }
            listener.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(Listener listener) {
        return listener.heard().stream().map(Heard::id).toList();
    }

    @Test
    void tellsAJobsStoryToItsEnd() throws IOException {
        var id = tomorrow(progress(10, "Reading"), log("one"), step(Kind.HOLD), log("two"), progress(100, null));
        var stream = listen(id, null);
        await().until(() -> stream.words().equals(List.of("queued")));
        promote(id);
        await().until(() -> stream.words().contains("log"));
        handler.release(id);
        await().until(stream::isEnded);

        assertThat(stream.words())
                .startsWith("queued", "running")
                .endsWith("succeeded", "ended")
                .containsExactlyInAnyOrder(
                        "queued", "running", "progress", "log", "log", "progress", "succeeded", "ended");
        var data = first(stream, "progress");
        assertThat(data.get("percent").asInt()).isEqualTo(10);
        assertThat(data.get("message").asText()).isEqualTo("Reading");
        assertThat(first(stream, "log").get("line").asText()).isEqualTo("one");
    }

    private JsonNode first(Listener listener, String word) throws JsonProcessingException {
        return json.readTree(
                listener.heard().get(listener.words().indexOf(word)).data());
    }

    @Test
    void goesOnBehindTheLastEventUntilAllWasSeen() {
        var id = tomorrow(log("one"), log("two"), progress(50, null), log("three"));
        promote(id);
        jobs.await(id, "succeeded");
        var whole = listen(id, null);
        await().until(whole::isEnded);
        assertThat(whole.words())
                .containsExactlyInAnyOrder("running", "log", "log", "progress", "log", "succeeded", "ended");

        var rest = listen(id, whole.heard().get(2).id());
        await().until(rest::isEnded);
        assertThat(rest.heard()).isEqualTo(whole.heard().subList(3, 7));
        assertThat(open(id, whole.heard().getLast().id()).statusCode()).isEqualTo(204);
    }

    @Test
    void tellsTheSameOnAnotherReplicaAlthoughRedisLosesEverything() {
        var id = tomorrow(log("one"), step(Kind.HOLD), log("two"), progress(90, null));
        var elsewhere = new Watches<>("jobs", sights, config, Clock.systemUTC());
        elsewhere.start();
        try {
            var here = listen(id, null);
            var there = new Listener();
            elsewhere.add(
                    new Watch<>(new JobKey(jobs.tenant(), id), jobs.tenant(), Position.START, there, Instant.now()));
            await().until(() -> here.words().contains("queued") && there.words().contains("queued"));
            promote(id);
            await().until(() -> here.words().contains("log") && there.words().contains("log"));
            redis.execute("FLUSHALL");
            handler.release(id);

            await().until(here::isEnded);
            await().until(there::isEnded);
            assertThat(there.words())
                    .containsExactlyInAnyOrder("queued", "running", "log", "log", "progress", "succeeded", "ended");
            assertThat(there.heard()).extracting(Heard::id).isEqualTo(ids(here));
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    void tellsThatAJobWasCancelled() {
        var id = tomorrow(log("never"));
        var stream = listen(id, null);
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        await().until(stream::isEnded);
        assertThat(stream.words()).endsWith("cancelled", "ended").doesNotContain("running");
    }

    @Test
    void refusesAnIdThatIsNotOne() {
        var id = tomorrow(log("never"));
        jobs.request()
                .header("Last-Event-ID", "17")
                .get("/api/v1/jobs/" + id + "/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_cursor"));
    }

    @Test
    void needsTheScope() {
        var id = tomorrow(log("never"));
        RestAssured.given()
                .headers(Map.of("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), "tasks:read")))
                .get("/api/v1/jobs/" + id + "/events")
                .then()
                .statusCode(403);
    }
}
