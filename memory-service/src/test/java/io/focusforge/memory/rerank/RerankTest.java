package io.focusforge.memory.rerank;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.chunks.TestDocuments;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.FakeReranker;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Search beside a reranker that is asked over HTTP. */
@QuarkusTest
@OnRealServers
class RerankTest {
    private static final String[] AS_FOUND = {"The printer printer prints.", "The printer is on the second floor."};
    private static final String[] BETTER = {AS_FOUND[1], AS_FOUND[0]};

    private final Client client = Client.fresh();
    private final String reranker =
            ConfigProvider.getConfig().getValue("focusforge.documents.rerank.url", String.class);

    @Inject
    TestDocuments documents;

    @BeforeEach
    void fill() {
        documents.add(client, AS_FOUND);
    }

    @AfterEach
    void forget() {
        answer(FakeReranker.NOTHING);
    }

    @Test
    void givesTheOrderOfTheModel() {
        answer("{\"results\": [{\"index\": 0, \"relevance_score\": 0.1}, {\"index\": 1, \"relevance_score\": 0.9}]}");
        search().body("items.text", contains(BETTER)).body("degraded", equalTo(false));
        given().get(reranker).then().body("query", equalTo("printer")).body("documents", contains(AS_FOUND));
    }

    @Test
    void keepsTheOrderAndSaysSoWhenTheModelFails() {
        answer("503");
        search().body("items.text", contains(AS_FOUND)).body("degraded", equalTo(true));
    }

    private void answer(String text) {
        given().body(text).put(reranker).then().statusCode(200);
    }

    private ValidatableResponse search() {
        return given().header("Authorization", TestTokens.bearer(client.tenant(), client.user(), Scopes.DOCUMENTS_READ))
                .contentType(ContentType.JSON)
                .body(Map.of("query", "printer"))
                .post("/api/v1/search")
                .then()
                .statusCode(200);
    }
}
