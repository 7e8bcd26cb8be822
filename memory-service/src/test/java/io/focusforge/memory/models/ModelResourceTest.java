package io.focusforge.memory.models;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.chunks.TestDocuments;
import io.focusforge.memory.documents.Document;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ModelResourceTest {
    private static final String PATH = "/api/v1/embedding-sets";

    private final Client client = Client.fresh();

    @Inject
    TestDocuments documents;

    @Inject
    Refill refill;

    @Test
    void anotherModelTakesOverWhileEverythingGoesOnAndGivesBack() {
        var before = documents.add(client, "old lighthouse", "old harbour");
        var hidden = documents.add(client, "hidden lighthouse");
        client.documents()
                .delete("/api/v1/documents/" + hidden.key().id())
                .then()
                .statusCode(204);
        post("/fill", "{\"model\": \"small\"}").statusCode(200).body("items[1].state", equalTo("FILLING"));
        var meanwhile = documents.add(client, "new lighthouse");
        assertThat(inB(meanwhile)).isOne();
        refill.work();
        await().untilAsserted(() -> state().body("items[1].state", equalTo("FILLED")));
        assertThat(inB(before)).isEqualTo(2);
        assertThat(inB(hidden)).as("it may be shown again").isOne();

        post("/switch", "")
                .statusCode(200)
                .body("items[0].state", equalTo("FILLED"))
                .body("items[1].state", equalTo("SEARCHED"));
        documents.forget("chunk_vectors_a", before);
        assertThat(found("lighthouse")).contains("old lighthouse", "new lighthouse");
        post("/switch", "").statusCode(200).body("items[0].state", equalTo("SEARCHED"));
        assertThat(found("lighthouse")).contains("new lighthouse").doesNotContain("old lighthouse");

        post("/drop", "").statusCode(200).body("items[1].state", equalTo("EMPTYING"));
        assertThat(inB(documents.add(client, "newest lighthouse"))).isZero();
        refill.work();
        await().untilAsserted(() -> state().body("items[1].state", equalTo("EMPTY")));
        assertThat(inB(meanwhile)).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        post("/switch", "").statusCode(409);
        post("/drop", "").statusCode(409);
        post("/fill", "{\"model\": \"\"}").statusCode(400);
        as(Scopes.DOCUMENTS_WRITE).get(PATH).then().statusCode(403);
    }

    private long inB(Document document) {
        return documents.count("chunk_vectors_b", document);
    }

    private static io.restassured.specification.RequestSpecification as(String scope) {
        return given().header("Authorization", TestTokens.bearer(UUID.randomUUID(), UUID.randomUUID(), scope))
                .contentType(ContentType.JSON);
    }

    private static ValidatableResponse state() {
        return as(Scopes.TENANTS_ADMIN).get(PATH).then().statusCode(200);
    }

    private static ValidatableResponse post(String path, String body) {
        return as(Scopes.TENANTS_ADMIN).body(body).post(PATH + path).then();
    }

    private java.util.List<String> found(String query) {
        return given().header("Authorization", TestTokens.bearer(client.tenant(), client.user(), Scopes.DOCUMENTS_READ))
                .contentType(ContentType.JSON)
                .body("{\"query\": \"%s\", \"weights\": {\"meaning\": 1, \"words\": 0}, \"threshold\": 0.2}"
                        .formatted(query))
                .post("/api/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .path("items.text");
    }
}
