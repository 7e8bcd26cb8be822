package io.focusforge.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.testing.Erasures;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class SagaTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final User user = User.fresh();
    private final UUID id = Ids.next();
    private final TestSagas.Script script = TestSagas.script(id);

    @Inject
    TenantDatabase database;

    @Inject
    LostSagas lost;

    private RequestSpecification operator() {
        return user.with(Scopes.SAGAS_ADMIN);
    }

    private void begin(String kind) {
        begin(kind, id);
    }

    private void begin(String kind, UUID saga) {
        user.with(Scopes.INTERNAL)
                .post("/internal/sagas/" + kind + "/" + saga)
                .then()
                .statusCode(204);
    }

    private ValidatableResponse act(String action) {
        return operator().post("/api/v1/sagas/" + id + "/" + action).then();
    }

    private JsonPath saga() {
        return operator()
                .get("/api/v1/sagas/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath once(String state) {
        await().atMost(LONG).until(() -> saga().getString("state"), state::equals);
        return saga();
    }

    private void execute(String sql, Object... parameters) {
        database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery(sql)
                .execute(Tuple.wrap(parameters))
                .await()
                .atMost(LONG));
    }

    @Test
    void goesThroughItsStepsInOrderAndIsBegunOnce() {
        begin(TestSagas.BOTH_WAYS);
        begin(TestSagas.BOTH_WAYS);
        var saga = once("completed");
        assertThat(script.calls).containsExactly("a", "b", "c");
        assertThat(saga.getString("kind")).isEqualTo(TestSagas.BOTH_WAYS);
        assertThat(saga.getList("steps.name")).containsExactly("a", "b", "c");
        assertThat(saga.getList("steps.state")).containsOnly("done");
        assertThat(saga.getString("finishedAt")).isNotBlank();
        assertThat(saga.getString("error")).isNull();
    }

    @Test
    void triesAStepAgainUnderTheSameKey() {
        script.failing("b", TestSagas.ATTEMPTS - 1);
        begin(TestSagas.BOTH_WAYS);
        var saga = once("completed");
        assertThat(script.calls).containsExactly("a", "b", "b", "b", "c");
        assertThat(saga.getList("steps.attempts")).containsExactly(1, 3, 1);
        assertThat(script.keys.stream().distinct()).hasSize(3);
    }

    @Test
    void compensatesInReverseWhenAStepFailsForGood() {
        script.failingForGood("c");
        begin(TestSagas.BOTH_WAYS);
        var saga = once("compensated");
        assertThat(script.calls).containsExactly("a", "b", "c", "back:c", "back:a");
        assertThat(script.keys.stream().distinct()).hasSize(5);
        assertThat(saga.getString("error.step")).isEqualTo("c");
        assertThat(saga.getString("error.code")).isEqualTo("refused");
        assertThat(saga.getList("steps.state")).containsOnly("compensated");
    }

    @Test
    void compensatesOnlyWhatWasBegunWhenAttemptsAreUsedUp() {
        script.failing("b", 1_000);
        begin(TestSagas.BOTH_WAYS);
        var saga = once("compensated");
        assertThat(script.calls).containsExactly("a", "b", "b", "b", "back:a");
        assertThat(saga.getString("error.code")).isEqualTo("internal_error");
        assertThat(saga.getList("steps.state")).containsExactly("compensated", "compensated", "pending");
    }

    @Test
    void isStuckWhenACompensationFailsForGoodUntilAnOperatorRetries() {
        script.failingForGood("b").failingForGood("back:a");
        begin(TestSagas.BOTH_WAYS);
        once("stuck");
        act("retry").statusCode(200);
        once("stuck");
        script.mended("back:a");
        act("retry").statusCode(200);
        once("compensated");
        assertThat(script.calls).containsExactly("a", "b", "back:a", "back:a", "back:a");
        act("retry").statusCode(409).body("code", equalTo("conflict"));
    }

    @Test
    void isStuckWhereThereIsNoWayBackAndGoesOnWhereItStood() {
        script.failingForGood("b");
        begin(TestSagas.ONE_WAY);
        once("stuck");
        operator()
                .get("/api/v1/sagas?state=stuck&kind=" + TestSagas.ONE_WAY)
                .then()
                .statusCode(200)
                .body("items.id", contains(id.toString()))
                .body("items[0].error.step", equalTo("b"));
        script.mended("b");
        act("retry").statusCode(200);
        var saga = once("completed");
        assertThat(script.calls).containsExactly("a", "b", "b", "c");
        assertThat(saga.getString("error")).isNull();
        operator().get("/api/v1/sagas?state=stuck").then().body("items", empty());
    }

    @Test
    void isAbandonedWhereItStands() {
        script.failingForGood("b");
        begin(TestSagas.ONE_WAY);
        once("stuck");
        act("abandon").statusCode(200).body("state", equalTo("abandoned"));
        act("abandon").statusCode(409);
        act("retry").statusCode(409);
        assertThat(script.calls).containsExactly("a", "b");
    }

    @Test
    void aRunThatIsNotTheSagasAnyMoreChangesNothingAndAnotherIsFound() {
        var release = script.holding("b");
        begin(TestSagas.BOTH_WAYS);
        await().atMost(LONG).until(() -> script.calls.contains("b"));
        execute("UPDATE saga_states SET run_id = $2 WHERE id = $1", id, UUID.randomUUID());
        lost.goOn();
        var saga = once("completed");
        release.countDown();
        assertThat(script.calls).containsExactly("a", "b", "b", "c");
        assertThat(saga.getList("steps.attempts")).containsExactly(1, 2, 1);
    }

    @Test
    void failsForGoodAfterItsTime() {
        var release = script.holding("a");
        begin(TestSagas.BOTH_WAYS);
        await().atMost(LONG).until(() -> script.calls.contains("a"));
        execute("UPDATE saga_states SET deadline = now() - interval '1 second' WHERE id = $1", id);
        release.countDown();
        var saga = once("compensated");
        assertThat(script.calls).containsExactly("a", "back:a");
        assertThat(saga.getString("error.code")).isEqualTo("timeout");
    }

    @Test
    void listsPageByPageTheNewestFirst() {
        var first = Ids.next();
        var second = Ids.next();
        begin(TestSagas.BOTH_WAYS, first);
        begin(TestSagas.BOTH_WAYS, second);
        var page = operator().get("/api/v1/sagas?limit=1").then().body("items.id", contains(second.toString()));
        var cursor = page.extract().<String>path("nextCursor");
        operator()
                .get("/api/v1/sagas?limit=1&cursor=" + cursor)
                .then()
                .body("items.id", contains(first.toString()))
                .body("nextCursor", equalTo(null));
    }

    @Test
    void showsSagasToOperatorsOfTheirTenantOnly() {
        begin(TestSagas.BOTH_WAYS);
        user.request().get("/api/v1/sagas").then().statusCode(403);
        var other = User.fresh().with(Scopes.SAGAS_ADMIN);
        other.get("/api/v1/sagas").then().statusCode(200).body("items", hasSize(0));
        for (var action : new String[] {"retry", "abandon"}) {
            User.fresh()
                    .with(Scopes.SAGAS_ADMIN)
                    .post("/api/v1/sagas/" + id + "/" + action)
                    .then()
                    .statusCode(404);
        }
        User.fresh().with(Scopes.SAGAS_ADMIN).get("/api/v1/sagas/" + id).then().statusCode(404);
        operator().get("/api/v1/sagas/none").then().statusCode(404);
        operator().get("/api/v1/sagas?state=lost").then().statusCode(400);
        user.with(Scopes.SAGAS_ADMIN)
                .post("/internal/sagas/" + TestSagas.BOTH_WAYS + "/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void erasesAPersonThroughAllServices() {
        begin("subject-erasure");
        var saga = once("completed");
        assertThat(saga.getList("steps.name"))
                .containsExactly(
                        "gateway",
                        "worker",
                        "orchestrator",
                        "memory",
                        "ai",
                        "gateway-again",
                        "worker-again",
                        "orchestrator-again",
                        "memory-again",
                        "ai-again",
                        "receipt");
        assertThat(Erasures.calls(id.toString())).isEqualTo(21);
    }

    @Test
    void anErasureThatCannotGoOnIsStuckAndGoesOnOnceItCan() {
        Erasures.away(id.toString());
        begin("subject-erasure");
        assertThat(once("stuck").getString("error.code")).isEqualTo("not_found");
        Erasures.back(id.toString());
        act("retry").statusCode(200);
        once("completed");
    }
}
