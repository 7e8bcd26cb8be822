package io.focusforge.memory.chunks;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class CitationResourceTest {
    private final Client client = Client.fresh();

    @Inject
    TestDocuments documents;

    @Test
    void checksWhatAnAnswerQuotes() {
        documents.add(client, "First page. ", "The lease ends in May 2031, without notice.");
        var chunk = given().header(
                        "Authorization", TestTokens.bearer(client.tenant(), client.user(), Scopes.DOCUMENTS_READ))
                .contentType(ContentType.JSON)
                .body("{\"query\": \"lease ends\"}")
                .post("/api/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0].chunk");
        cite(client, chunk, "lease ends  in may 2031")
                .body("items[0].valid", is(true))
                .body("items[0].page", equalTo(2))
                .body("items[0].span.start", equalTo(16))
                .body("items[0].span.end", equalTo(38));
        cite(client, chunk, "lease ends in June")
                .body("items[0].valid", is(false))
                .body("items[0].reason", equalTo("NOT_IN_CHUNK"));
        cite(client.colleague(), chunk, "lease").body("items[0].reason", equalTo("UNKNOWN_CHUNK"));
        cite(Client.fresh(), chunk, "lease").body("items[0].reason", equalTo("UNKNOWN_CHUNK"));
    }

    private static ValidatableResponse cite(Client by, String chunk, String quote) {
        return given().header(
                        "Authorization", TestTokens.bearerFrom("orchestrator", by.tenant(), by.user(), Scopes.INTERNAL))
                .contentType(ContentType.JSON)
                .body("{\"citations\": [{\"chunk\": \"%s\", \"quote\": \"%s\"}]}".formatted(chunk, quote))
                .post("/internal/citations/check")
                .then()
                .statusCode(200);
    }
}
