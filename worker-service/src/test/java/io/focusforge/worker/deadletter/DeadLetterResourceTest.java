package io.focusforge.worker.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class DeadLetterResourceTest {
    private final Letters letters = Letters.ofSomebody();
    private final Jobs jobs = letters.jobs();

    @Test
    void listsTheNewestDeathFirstInPages() {
        var ids = letters.unrunnable(5);
        var first = letters.list("limit=3").then().statusCode(200).extract().jsonPath();
        assertThat(first.getList("items.id", UUID.class)).containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(first.getList("items.error.code")).containsOnly("unknown_type");
        assertThat(first.getList("items.payload")).containsOnlyNulls();
        assertThat(first.getList("items.errors")).containsOnlyNulls();

        var cursor = first.getString("nextCursor");
        letters.unrunnable(1);
        var rest = letters.list("limit=3&cursor=" + cursor).jsonPath();
        assertThat(rest.getList("items.id", UUID.class)).containsExactly(ids.get(1), ids.get(0));
        assertThat(rest.getString("nextCursor")).isNull();
    }

    @Test
    void listsWhatIsDeadOnly() {
        jobs.await(jobs.scripted("DONE"), "succeeded");
        jobs.accepted(Map.of("type", "test.scripted", "queue", "manual", "payload", Map.of("steps", List.of("FAIL"))));
        assertThat(letters.ids("")).isEmpty();
    }

    @Test
    void filtersByQueueTypeErrorCodeAndTime() {
        var failed = letters.failed("notify");
        var unknown = letters.unrunnable("from.the.future", Map.of());
        var diedAt = letters.get(unknown).getString("diedAt");

        assertThat(letters.ids("")).containsExactly(unknown, failed);
        assertThat(letters.ids("type=test.scripted")).containsExactly(failed);
        assertThat(letters.ids("errorCode=unknown_type")).containsExactly(unknown);
        assertThat(letters.ids("diedAfter=" + diedAt)).containsExactly(unknown);
        assertThat(letters.ids("diedBefore=" + diedAt)).containsExactly(failed);
        assertThat(letters.ids("errorCode=gone&type=from.the.future")).isEmpty();
        var ofQueue = jobs.request().get("/api/v1/queues/notify/dead-letters").jsonPath();
        assertThat(ofQueue.getList("items.id", UUID.class)).containsExactly(failed);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,invalid_request,limit",
        "cursor=nonsense,invalid_cursor,cursor",
        "cursor=f_________________________________,invalid_cursor,cursor",
        "type=%00,invalid_request,type",
        "errorCode=a b,invalid_request,errorCode",
        "diedAfter=yesterday,invalid_request,diedAfter",
        "diedBefore=+999999999-01-01T00:00:00Z,invalid_request,diedBefore",
        "diedAfter=2026-01-02T00:00:00Z&diedBefore=2026-01-02T00:00:00Z,invalid_request,diedBefore"
    })
    void refusesBadListParameters(String query, String code, String detail) {
        letters.list(query).then().statusCode(400).body("code", equalTo(code)).body("detail", containsString(detail));
    }

    @Test
    void namesTheQueuesWhenThereIsNoSuchQueue() {
        jobs.request()
                .get("/api/v1/queues/nowhere/dead-letters")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("detail", containsString("notify"));
    }

    @Test
    void showsTheErrorsOfAllAttempts() {
        var id = jobs.accepted(
                Map.of("type", "test.scripted", "maxAttempts", 12, "payload", Map.of("steps", List.of("RETRY"))));
        jobs.await(id, "dead");
        var letter = letters.get(id);
        assertThat(letter.getList("errors.attempt", Integer.class))
                .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(letter.getInt("attempts")).isEqualTo(12);
        assertThat(letter.getString("error.code")).isEqualTo("away");
        assertThat(letter.getString("payload.steps[0]")).isEqualTo("RETRY");
        assertThat(letter.getString("diedAt")).isNotNull();
    }

    @Test
    void findsALetterInItsQueueOnly() {
        var id = letters.failed("notify");
        jobs.request().get("/api/v1/queues/notify/dead-letters/" + id).then().statusCode(200);
        jobs.request().get("/api/v1/queues/ai/dead-letters/" + id).then().statusCode(404);
        jobs.request().delete("/api/v1/queues/ai/dead-letters/" + id).then().statusCode(404);
        assertThat(jobs.get(id).getString("state")).isEqualTo("dead");
    }

    @Test
    void hidesLettersOfOthers() {
        var id = letters.failed("notify");
        var before = letters.get(id).getString("updatedAt");
        for (var other :
                List.of(new Jobs(jobs.tenant(), UUID.randomUUID()), new Jobs(UUID.randomUUID(), jobs.user()))) {
            var theirs = new Letters(other);
            assertThat(theirs.ids("")).isEmpty();
            other.request().get(Letters.ALL + "/" + id).then().statusCode(404);
            theirs.edit(id, Map.of("steps", List.of("DONE"))).then().statusCode(404);
            theirs.replay(id).then().statusCode(404).body("code", equalTo("not_found"));
            other.request().delete(Letters.ALL + "/" + id).then().statusCode(404);
            theirs.replay(Map.of()).then().statusCode(404);
            theirs.discard(Map.of()).then().statusCode(404);
        }
        assertThat(letters.get(id).getString("updatedAt")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01980000-0000-7000-8000-000000000000", "not-an-id"})
    void hasNothingUnderAnUnknownId(String id) {
        var path = Letters.ALL + "/" + id;
        jobs.request().get(path).then().statusCode(404).body("code", equalTo("not_found"));
        jobs.request().delete(path).then().statusCode(404);
        jobs.request().post(path + "/replay").then().statusCode(404);
        jobs.request().body(Map.of("payload", Map.of())).patch(path).then().statusCode(404);
    }

    @Test
    void needsATokenWithTheRightScope() {
        given().get(Letters.ALL).then().statusCode(401);
        var id = letters.unrunnable("from.the.future", Map.of());
        var reader = TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:read");
        given().header("Authorization", reader).get(Letters.ALL).then().statusCode(200);
        given().header("Authorization", reader)
                .delete(Letters.ALL + "/" + id)
                .then()
                .statusCode(403);
        given().header("Authorization", reader)
                .post(Letters.ALL + "/" + id + "/replay")
                .then()
                .statusCode(403);
    }

    @Test
    void discardsALetterForGood() {
        var id = letters.failed("default");
        jobs.request().delete(Letters.ALL + "/" + id).then().statusCode(204);
        jobs.request().delete(Letters.ALL + "/" + id).then().statusCode(404);
        jobs.request().get("/api/v1/jobs/" + id).then().statusCode(404);
    }

    @Test
    void doesNotDiscardAJobThatIsNotDead() {
        var id = jobs.accepted(
                Map.of("type", "test.scripted", "queue", "manual", "payload", Map.of("steps", List.of("DONE"))));
        jobs.request().get(Letters.ALL + "/" + id).then().statusCode(404);
        jobs.request().delete(Letters.ALL + "/" + id).then().statusCode(409).body("code", equalTo("conflict"));
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }
}
