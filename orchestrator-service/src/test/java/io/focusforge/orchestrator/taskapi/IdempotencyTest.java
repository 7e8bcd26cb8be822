package io.focusforge.orchestrator.taskapi;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class IdempotencyTest {
    private static final String BODY = "{\"title\":\"Call Anna\"}";
    private final User user = User.fresh();

    @BeforeEach
    void noModel() {
        Neighbours.reset();
    }

    @Test
    void answersTheSameAgainByteForByte() {
        var first = create("k1", BODY);
        user.request().post(path(json(first)) + "/complete").then().statusCode(200);
        var again = create("k1", BODY);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(user.list("").path("items")).hasSize(1);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        create("k1", BODY);
        var other = create("k1", "{\"title\":\"Call Bob\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).path("code").asText()).isEqualTo("idempotency_key_reused");
        assertThat(user.list("").path("items")).hasSize(1);
    }

    @Test
    void refusesTheKeyWhileTheFirstRequestRuns() throws Exception {
        var asked = new CountDownLatch(1);
        Neighbours.memory(search -> {
            asked.countDown();
            return Reply.hang();
        });
        var first = CompletableFuture.supplyAsync(() -> create("k1", BODY));
        asked.await();
        var second = create("k1", BODY);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).path("code").asText()).isEqualTo("idempotency_in_progress");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(first.join().statusCode()).isEqualTo(201);
    }

    @Test
    void keepsUsersApart() {
        var mine = create("k1", BODY);
        var theirs = user.colleague().send(BODY).header("Idempotency-Key", "k1").post("/api/v1/tasks");
        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(json(theirs).path("id")).isNotEqualTo(json(mine).path("id"));
    }

    @Test
    void completesOnceUnderAKey() {
        var task = user.createTitled("Call Anna");
        var first = user.request().header("Idempotency-Key", "c1").post(path(task) + "/complete");
        var again = user.request().header("Idempotency-Key", "c1").post(path(task) + "/complete");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        var reopen = user.request().header("Idempotency-Key", "c1").post(path(task) + "/reopen");
        assertThat(json(reopen).path("code").asText()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void remembersNoKeyOfARefusedRequest() {
        var task = user.createTitled("Call Anna");
        user.request()
                .header("Idempotency-Key", "r1")
                .post(path(task) + "/reopen")
                .then()
                .statusCode(409);
        user.request().post(path(task) + "/complete").then().statusCode(200);
        user.request()
                .header("Idempotency-Key", "r1")
                .post(path(task) + "/reopen")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAKeyThatIsNone() {
        var response = create("a b", BODY);
        assertThat(json(response).path("code").asText()).isEqualTo("invalid_idempotency_key");
        assertThat(user.list("").path("items")).isEmpty();
    }

    private Response create(String key, String body) {
        return user.send(body).header("Idempotency-Key", key).post("/api/v1/tasks");
    }
}
