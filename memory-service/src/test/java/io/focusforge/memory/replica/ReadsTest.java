package io.focusforge.memory.replica;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.chunks.TestDocuments;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.FakeAiService;
import io.focusforge.memory.testing.FakeWorkerService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside a replica that really follows, and that a test can stop in it. */
@QuarkusTest
@WithTestResource(WithReplica.class)
@WithTestResource(FakeAiService.class)
@WithTestResource(FakeWorkerService.class)
class ReadsTest {
    private static final String DOCUMENTS = "/api/v1/documents";

    private final Client client = Client.fresh();
    private WithReplica.Following replica;

    @Inject
    Reads reads;

    @Inject
    TestDocuments documents;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void awaitReplica() {
        await().until(this::isAnsweredByReplica);
    }

    @AfterEach
    void goOn() {
        replica.resume();
    }

    @Test
    void whoShowsTheTokenOfAWriteSeesItAtOnce() {
        replica.pause();
        var written = upload("The canteen opens at eleven.");
        var token = written.header(Position.HEADER, notNullValue()).extract().header(Position.HEADER);
        String id = written.extract().path("id");

        request().get(DOCUMENTS).then().body("items", empty());
        with(token).get(DOCUMENTS).then().body("items.id", contains(id));
        with(token).get(DOCUMENTS + "/" + id).then().statusCode(200);
    }

    @Test
    void theReplicaAnswersAgainWhenItHasWhatTheTokenMeans() {
        replica.pause();
        var token = upload("The canteen opens at eleven.").extract().header(Position.HEADER);
        var before = answers("replica");
        with(token).get(DOCUMENTS).then().body("items.size()", equalTo(1));
        assertThat(answers("replica")).isEqualTo(before);

        replica.resume();
        await().untilAsserted(() -> {
            with(token).get(DOCUMENTS).then().body("items.size()", equalTo(1));
            assertThat(answers("replica")).isGreaterThan(before);
        });
    }

    @Test
    void searchesOfDocumentsFindWhatTheTokenCovers() {
        replica.pause();
        documents.add(client, "The printer is on the second floor.");
        var token = upload("Something else, later.").extract().header(Position.HEADER);

        search(request(), "printer").body("items", empty());
        search(with(token), "printer").body("items.text", contains("The printer is on the second floor."));
    }

    @Test
    void searchesOfMemoriesReadFromTheReplica() {
        var text = "The user drinks oat milk.";
        client.remember(text);
        await().untilAsserted(() -> client.search("oat milk").body("items.memory.text", hasItem(text)));
        var before = answers("replica");
        client.search("oat milk");
        assertThat(answers("replica")).isEqualTo(before + 1);
    }

    // To say that it does not exist would be wrong for who has just been told its id.
    @Test
    void whatTheReplicaDoesNotKnowIsLookedUpOnThePrimary() {
        replica.pause();
        String id = upload("The canteen opens at eleven.").extract().path("id");
        request().get(DOCUMENTS + "/" + id).then().statusCode(200);
    }

    @Test
    void thePrimaryAnswersWhileTheReplicaIsAway() {
        upload("The canteen opens at eleven.");
        replica.postgres().stopReplica();
        try {
            for (var i = 0; i < 5; i++) {
                request().get(DOCUMENTS).then().statusCode(200).body("items.size()", equalTo(1));
            }
        } finally {
            replica.postgres().startReplica();
        }
        await().until(this::isAnsweredByReplica);
    }

    @Test
    void aTenantSeesOnTheReplicaNothingOfAnother() {
        var document = documents.add(client, "The safe is behind the painting.");
        await().until(() -> count(document.key().tenant()) == 1);
        var before = answers("replica");
        assertThat(count(UUID.randomUUID())).isZero();
        assertThat(count(client.tenant())).isEqualTo(1);
        assertThat(answers("replica")).isEqualTo(before + 2);
    }

    @Test
    void refusesATokenThatIsNone() {
        with("0/3A2F4B8")
                .get(DOCUMENTS)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo(Position.HEADER));
    }

    private boolean isAnsweredByReplica() {
        var before = answers("replica");
        request().get(DOCUMENTS).then().statusCode(200);
        return answers("replica") > before;
    }

    private double answers(String server) {
        return metrics.counter("focusforge_memory_reads", "server", server).count();
    }

    private long count(UUID tenant) {
        return reads.from(database -> database.read(tenant, ReadsTest::count));
    }

    private static long count(SqlConnection connection) {
        return connection
                .query("SELECT count(*) FROM documents")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private ValidatableResponse upload(String text) {
        return request()
                .contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post(DOCUMENTS)
                .then()
                .statusCode(202);
    }

    private static ValidatableResponse search(RequestSpecification request, String query) {
        return request.contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }

    private RequestSpecification with(String token) {
        return request().header(Position.HEADER, token);
    }

    private RequestSpecification request() {
        return given().header(
                        "Authorization", TestTokens.bearer(client.tenant(), client.user(), Scopes.DOCUMENTS_WRITE));
    }
}
