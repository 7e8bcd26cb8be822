package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Remains;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ReplayResourceTest {
    private final Letters letters = Letters.ofSomebody();
    private final Jobs jobs = letters.jobs();

    @Inject
    Remains remains;

    @AfterEach
    void removeJobs() {
        remains.remove(jobs);
    }

    private Response post(String path, String key, Map<String, Object> body) {
        return jobs.request().header("Idempotency-Key", key).body(body).post(Letters.ALL + path);
    }

    @Test
    void runsTheSameJobAgainWithAllItsAttempts() {
        var id = jobs.scripted("RETRY");
        jobs.await(id, "dead");
        letters.edit(id, Map.of("steps", List.of("RETRY", "DONE"))).then().statusCode(200);
        letters.replay(id)
                .then()
                .statusCode(202)
                .header("Location", equalTo("/api/v1/jobs/" + id))
                .body("id", equalTo(id.toString()))
                .body("state", equalTo("queued"))
                .body("replays", equalTo(1));
        assertThat(jobs.await(id, "succeeded").getInt("attempt")).isEqualTo(2);
        assertThat(letters.ids("")).isEmpty();
    }

    @Test
    void recordsThatItWasReplayed() {
        var id = letters.failed("default");
        assertThat(letters.get(id).getInt("replays")).isZero();
        assertThat(letters.get(id).getString("replayedAt")).isNull();
        letters.replay(id).then().statusCode(202);
        jobs.await(id, "dead");

        var letter = letters.get(id);
        assertThat(letter.getInt("replays")).isEqualTo(1);
        assertThat(letter.getString("replayedAt")).isNotNull();
        assertThat(letter.getList("errors.code")).containsExactly("gone", "gone");
    }

    @Test
    void refusesToReplayWhatIsNotDead() {
        var id = letters.unrunnable(1).getFirst();
        letters.replay(id).then().statusCode(202);
        letters.replay(id).then().statusCode(409).body("code", equalTo("conflict"));
    }

    @Test
    void givesTheFirstAnswerAgainUnderAnIdempotencyKey() {
        var id = letters.failed("default");
        var first = post("/" + id + "/replay", "k1", Map.of());
        first.then().statusCode(202).header("Idempotency-Replayed", nullValue());
        jobs.await(id, "dead");
        var second = post("/" + id + "/replay", "k1", Map.of());
        second.then().statusCode(202).header("Idempotency-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(letters.get(id).getInt("replays")).isEqualTo(1);
    }

    @Test
    void saysThatAParentWaitsForWhatIsReplayedWithIt() {
        var child = Map.of("type", "test.scripted", "payload", Map.of("steps", List.of("FAIL")));
        var parent = Map.of(
                "type", "test.scripted", "payload", Map.of("steps", List.of("DONE")), "children", List.of(child));
        var flow = jobs.request()
                .urlEncodingEnabled(false)
                .body(parent)
                .post("/api/v1/jobs:flow")
                .jsonPath()
                .getUUID("id");
        jobs.await(flow, "dead");
        letters.replay(flow).then().statusCode(202).body("state", equalTo("waiting"));
    }
}
