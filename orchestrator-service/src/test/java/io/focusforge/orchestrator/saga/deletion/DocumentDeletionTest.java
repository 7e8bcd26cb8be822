package io.focusforge.orchestrator.saga.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.conversation.Asker;
import io.focusforge.orchestrator.testing.Deletions;
import io.focusforge.orchestrator.testing.Library;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Talks;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.Voice;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a document that is deleted, and of the answers that quote it. */
@QuarkusTest
@WithNeighbours
class DocumentDeletionTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String QUOTE = "closed on Mondays";

    private final Asker asker = Asker.fresh();
    private final UUID id = Ids.next();

    @Inject
    TenantDatabase database;

    @BeforeEach
    void reset() {
        Neighbours.reset();
        Library.reset();
        Voice.reset();
        Talks.away(false);
        Neighbours.model(chain -> Neighbours.Reply.status(500));
    }

    private User user() {
        return asker.user();
    }

    private void begin(UUID document) {
        user().with(Scopes.INTERNAL)
                .contentType(ContentType.JSON)
                .body("{\"documentId\":\"" + document + "\"}")
                .post("/internal/sagas/document-deletion/" + id)
                .then()
                .statusCode(204);
    }

    private JsonPath once(String state) {
        await().atMost(LONG).until(() -> saga().getString("state"), state::equals);
        return saga();
    }

    private JsonPath saga() {
        return user().with(Scopes.SAGAS_ADMIN)
                .get("/api/v1/sagas/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonNode quoting() {
        Voice.saysOnly("Never [1: \"" + QUOTE + "\"].");
        return asker.answer("When is it closed?");
    }

    private JsonPath read(JsonNode answer) {
        return asker.request()
                .get(asker.path() + "/" + answer.path("id").asText())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String stored(JsonNode answer) {
        return database.read(user().tenant(), connection -> connection
                .preparedQuery("SELECT result FROM answers WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(answer.path("id").asText())))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getString(0));
    }

    @Test
    void removesFileAndRestAndWhatAnswersHaveQuoted() {
        var chunk = Library.has("The canteen is " + QUOTE + ".");
        var answer = quoting();
        assertThat(read(answer).getString("citations[0].quote")).isEqualTo(QUOTE);
        begin(chunk.document());
        var saga = once("completed");
        assertThat(saga.getList("steps.name")).containsExactly("hide", "citations", "file", "rest", "quotes");
        assertThat(Deletions.calls(id.toString())).containsExactly("file", "rest");
        var citation = "citations[0].";
        assertThat(read(answer).getBoolean(citation + "withdrawn")).isTrue();
        assertThat(read(answer).getString(citation + "document"))
                .isEqualTo(chunk.document().toString());
        assertThat(read(answer).getString(citation + "quote")).isNull();
        assertThat(read(answer).getString("text")).isEqualTo("Never [1].");
        assertThat(stored(answer)).doesNotContain(QUOTE);
    }

    @Test
    void showsTheDocumentAndItsQuotesAgainWhenTheFileCannotBeRemoved() {
        var chunk = Library.has("The canteen is " + QUOTE + ".");
        var answer = quoting();
        Deletions.answer(id.toString(), "file", 404);
        begin(chunk.document());
        var saga = once("compensated");
        assertThat(saga.getString("error.step")).isEqualTo("file");
        assertThat(Deletions.calls(id.toString())).containsExactly("file", "show");
        assertThat(read(answer).getString("citations[0].quote")).isEqualTo(QUOTE);
    }

    @Test
    void hidesQuotesWhileItGoesOnAndGoesBackWhenAnOperatorAsksForIt() {
        var chunk = Library.has("The canteen is " + QUOTE + ".");
        var answer = quoting();
        Deletions.answer(id.toString(), "file", 503);
        begin(chunk.document());
        await().atMost(LONG)
                .until(() -> !Deletions.calls(id.toString()).isEmpty() && saga().getInt("steps[2].attempts") > 0);
        assertThat(read(answer).getBoolean("citations[0].withdrawn")).isTrue();
        assertThat(stored(answer)).contains(QUOTE);
        var path = "/api/v1/sagas/" + id + "/compensate";
        user().with(Scopes.SAGAS_ADMIN).post(path).then().statusCode(200).body("state", equalTo("compensating"));
        once("compensated");
        assertThat(Deletions.calls(id.toString())).endsWith("show");
        assertThat(read(answer).getString("citations[0].quote")).isEqualTo(QUOTE);
        user().with(Scopes.SAGAS_ADMIN).post(path).then().statusCode(409);
    }

    @Test
    void isStuckAndNotUndoneOnceTheFileIsGone() {
        Deletions.answer(id.toString(), "rest", 404);
        begin(UUID.randomUUID());
        once("stuck");
        var operator = "/api/v1/sagas/" + id;
        user().with(Scopes.SAGAS_ADMIN).post(operator + "/compensate").then().statusCode(409);
        Deletions.answer(id.toString(), "rest", 204);
        user().with(Scopes.SAGAS_ADMIN).post(operator + "/retry").then().statusCode(200);
        once("completed");
        assertThat(Deletions.calls(id.toString())).containsExactly("file", "rest", "rest");
    }
}
