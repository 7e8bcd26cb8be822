package io.focusforge.memory.erase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.AiMode;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.UUID;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ErasureTest {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Client client = Client.fresh();

    @Inject
    MongoClient mongo;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String database;

    @ConfigProperty(name = "focusforge.services.worker.url")
    String worker;

    private RequestSpecification as(UUID user, String... scopes) {
        return given().header("Authorization", TestTokens.bearer(client.tenant(), user, scopes));
    }

    private String erase() {
        return client.request()
                .delete("/api/v1/subjects/" + client.user())
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private int step(String erasure) {
        return given().header(
                        "Authorization", TestTokens.bearerFrom("worker", client.tenant(), NOBODY, Scopes.INTERNAL))
                .post("/internal/erasures/" + erasure + "/steps")
                .statusCode();
    }

    private void carryThrough(String erasure) {
        var status = step(erasure);
        for (var i = 0; i < 50 && status == 202; i++) {
            status = step(erasure);
        }
        assertThat(status).isEqualTo(204);
    }

    private JsonPath receipt(String erasure) {
        return client.request()
                .get("/api/v1/erasures/" + erasure)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** All documents of all collections that know the user. */
    private String kept() {
        var all = new ArrayList<Document>();
        for (var name : mongo.getDatabase(database).listCollectionNames()) {
            mongo.getDatabase(database)
                    .getCollection(name)
                    .find(Filters.eq("userId", client.user()))
                    .into(all);
        }
        return all.toString();
    }

    @Test
    void erasesAPersonEverywhereAndGivesAReceiptThatNamesNobody() {
        var id = client.remember(
                "{\"text\": \"Anna lives in Porto\", \"namespace\": \"anna\", \"tags\": [\"friend\"]}", 201);
        client.request()
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("{\"text\": \"Anna lives in Lisbon\", \"namespace\": \"anna\"}")
                .put(Client.MEMORIES + "/" + id)
                .then()
                .statusCode(200);
        client.request()
                .header("Idempotency-Key", "k")
                .contentType("application/json")
                .body("{\"text\": \"Anna rows\"}")
                .post(Client.MEMORIES);
        client.request()
                .header("Idempotency-Key", "learnt")
                .contentType("application/json")
                .body("{\"messages\": [{\"role\": \"user\", \"content\": \"I like tea.\"}]}")
                .post(Client.MEMORIES)
                .then()
                .statusCode(200);
        await().untilAsserted(() -> client.search("Anna").body("items", not(hasSize(0))));
        var colleague = client.colleague();
        colleague.remember("Anna is my boss");
        var document = "/api/v1/documents/"
                + as(client.user(), "documents:write")
                        .contentType("application/json")
                        .body("{\"text\": \"All about Anna\", \"shared\": true}")
                        .post("/api/v1/documents")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");

        var erasure = erase();
        assertThat(erase()).as("asked again while it goes on").isEqualTo(erasure);
        assertThat(receipt(erasure).getString("state")).isEqualTo("running");
        carryThrough(erasure);

        client.get(id).statusCode(404);
        client.list("").body("items", hasSize(0));
        client.search("Anna").body("items", hasSize(0));
        assertThat(kept()).doesNotContain("Anna", "friend", "anna", "requestHash");
        as(client.user(), "documents:read").get(document).then().statusCode(404);
        colleague.list("").body("items", hasSize(1));

        var receipt = receipt(erasure);
        assertThat(receipt.getString("state")).isEqualTo("done");
        assertThat(receipt.getString("finishedAt")).isNotBlank();
        assertThat(receipt.getInt("places.find { it.service == 'memory' && it.place == 'memories' }.erased"))
                .isEqualTo(4);
        assertThat(receipt.getInt("places.find { it.place == 'memory-receipts' }.erased"))
                .isEqualTo(1);
        assertThat(receipt.getInt("places.find { it.service == 'worker' }.erased"))
                .isEqualTo(2);
        assertThat(receipt.getInt("places.find { it.service == 'ai' }.erased")).isEqualTo(4);
        assertThat(receipt.getInt("places.find { it.service == 'gateway' }.erased"))
                .isEqualTo(2);
        assertThat(receipt.getList("left.place", String.class)).contains("usage", "event-exports");
        assertThat(receipt.prettify()).doesNotContain(client.user().toString()).doesNotContain("Anna");
    }

    @Test
    void leavesTheJobToTheWorker() {
        var erasure = erase();
        await().untilAsserted(() -> assertThat(given().get(worker + "/jobs")
                        .jsonPath()
                        .getString("find { it.payload.erasureId == '" + erasure + "' }.type"))
                .isEqualTo("subject.erase"));
    }

    @Test
    void goesOnWhereItStoodWhenAServiceWasAway() {
        client.remember("Something");
        var erasure = erase();
        assertThat(step(erasure)).as("the gateway").isEqualTo(202);
        try (var away = AiMode.set(worker, "down")) {
            assertThat(step(erasure)).isEqualTo(503);
        }
        carryThrough(erasure);
        assertThat(step(erasure)).as("done stays done").isEqualTo(204);
        assertThat(receipt(erasure).getInt("places.find { it.place == 'memories' }.erased"))
                .isEqualTo(1);
    }

    @Test
    void isForAdministratorsAndForThePersonOnly() {
        var path = "/api/v1/subjects/" + client.user();
        as(UUID.randomUUID(), "memories:write").delete(path).then().statusCode(403);
        as(client.user(), "memories:read").delete(path).then().statusCode(403);
        given().delete(path).then().statusCode(401);
        as(client.user(), "memories:write").delete("/api/v1/subjects/me").then().statusCode(404);
        as(UUID.randomUUID(), "users:admin")
                .delete("/api/v1/subjects/" + NOBODY)
                .then()
                .statusCode(404);

        var erasure = as(UUID.randomUUID(), "users:admin").delete(path).then().statusCode(202);
        var id = erasure.extract().<String>path("id");
        as(client.user(), "memories:read").get("/api/v1/erasures/" + id).then().statusCode(200);
        as(UUID.randomUUID(), "memories:read")
                .get("/api/v1/erasures/" + id)
                .then()
                .statusCode(404);
        given().header("Authorization", TestTokens.bearer(UUID.randomUUID(), client.user(), "users:admin"))
                .get("/api/v1/erasures/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }

    @Test
    void canBeDoneAgainAfterItIsDone() {
        var first = erase();
        carryThrough(first);
        assertThat(erase()).isNotEqualTo(first);
    }
}
