package io.focusforge.memory.chunks;

import static io.restassured.RestAssured.given;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search over documents is not asked. */
@QuarkusTest
@OnRealServers
class DocumentSearchInputTest {
    private final Client client = Client.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"query\": \" \"}",
                "{\"query\": \"a\", \"limit\": 0}",
                "{\"query\": \"a\", \"limit\": 10000}",
                "{\"query\": \"a\", \"k\": 3}",
                "{\"query\": \"a\", \"collections\": []}",
                "{\"query\": \"a\", \"documents\": [\"x\"]}",
                "{\"query\": \"a\", \"threshold\": 2}",
                "{\"query\": \"a\", \"weights\": {\"meaning\": 0, \"words\": 0}}",
                "{\"query\": \"a\\u0000\"}"
            })
    void refusesWhatMakesNoSense(String body) {
        search(Scopes.DOCUMENTS_READ, body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void needsTheRightToReadDocuments() {
        search(Scopes.MEMORIES_WRITE, "{\"query\": \"a\"}").statusCode(403);
    }

    private ValidatableResponse search(String scope, String body) {
        return given().header("Authorization", TestTokens.bearer(client.tenant(), client.user(), scope))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/search")
                .then();
    }
}
