package io.focusforge.memory.memories;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that are refused, of which nothing is stored. */
@QuarkusTest
@OnRealServers
class MemoryBadInputTest {
    private final Client client = Client.fresh();

    @Test
    void knowsNothingUnderAnUnknownOrMalformedId() {
        assertRefused(client.get(UUID.randomUUID().toString()), 404, "not_found");
        assertRefused(client.get("42"), 404, "not_found");
        assertRefused(client.delete("42"), 404, "not_found");
    }

    @Test
    void refusesFieldsItDoesNotKnow() {
        assertRefused("{\"text\": \"x\", \"colour\": \"red\"}", "unknown_field", "colour");
    }

    @Test
    void refusesWrongTypes() {
        assertRefused("{\"text\": 5}", "invalid_type", "text");
        assertRefused("{\"text\": \"x\", \"type\": \"FOREVER\"}", "invalid_type", "type");
        assertRefused("{\"text\": \"x\", \"type\": 1}", "invalid_type", "type");
        assertRefused("{\"text\": \"x\", \"importance\": \"high\"}", "invalid_type", "importance");
        assertRefused("{\"text\": \"x\", \"tags\": \"work\"}", "invalid_type", "tags");
        assertRefused("{\"text\": \"x\", \"metadata\": []}", "invalid_type", "metadata");
        assertRefused("{\"text\": \"x\", \"expiresAt\": \"soon\"}", "invalid_type", "expiresAt");
    }

    @Test
    void refusesInvalidValues() {
        assertRefused("{}", "invalid_request", "text");
        assertRefused("{\"text\": \"  \"}", "invalid_request", "text");
        assertRefused("{\"text\": \"" + "x".repeat(NewMemory.MAX_TEXT + 1) + "\"}", "invalid_request", "text");
        assertRefused("{\"text\": \"a\\u0000b\"}", "invalid_request", "text");
        assertRefused("{\"text\": \"a\\ud800b\"}", "invalid_request", "text");
        assertRefused("{\"text\": \"x\", \"importance\": 1.1}", "invalid_request", "importance");
        assertRefused("{\"text\": \"x\", \"importance\": -1}", "invalid_request", "importance");
        assertRefused("{\"text\": \"x\", \"tags\": [\"\"]}", "invalid_request", "tags");
        assertRefused("{\"text\": \"x\", \"tags\": [null]}", "invalid_request", "tags");
        assertRefused("{\"text\": \"x\", \"tags\": " + list(21) + "}", "invalid_request", "tags");
        assertRefused("{\"text\": \"x\", \"metadata\": {\"a\": {}}}", "invalid_request", "metadata");
        assertRefused("{\"text\": \"x\", \"metadata\": {\"a\": null}}", "invalid_request", "metadata");
        assertRefused("{\"text\": \"x\", \"metadata\": {\"a\": 1e999}}", "invalid_request", "metadata");
        assertRefused("{\"text\": \"x\", \"metadata\": " + map(33) + "}", "invalid_request", "metadata");
        assertRefused("{\"text\": \"x\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}", "invalid_request", "expiresAt");
        assertRefused("{\"text\": \"x\", \"expiresAt\": \"+99999-01-01T00:00:00Z\"}", "invalid_request", "expiresAt");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertRefused(client.post(Client.MEMORIES, "{\"text\": "), 400, "invalid_json");
        assertRefused(client.post(Client.MEMORIES, "[]"), 400, "invalid_json");
        assertRefused(client.post(Client.MEMORIES, ""), 400, "invalid_request");
        assertRefused(
                client.request()
                        .contentType(ContentType.TEXT)
                        .body("x")
                        .post(Client.MEMORIES)
                        .then(),
                415,
                "unsupported_media_type");
        assertNothingStored();
    }

    @Test
    void refusesListParametersThatMakeNoSense() {
        assertRefused(client.list("?cursor=abc"), 400, "invalid_cursor");
        assertRefused(client.list("?limit=0"), 400, "invalid_request");
        assertRefused(client.list("?limit=201"), 400, "invalid_request");
        assertRefused(client.list("?limit=many"), 400, "invalid_request");
        assertRefused(client.list("?type=FOREVER"), 400, "invalid_request");
    }

    @Test
    void needsATokenWithTheScope() {
        assertRefused(given().get(Client.MEMORIES).then(), 401, "unauthenticated");
        var reader =
                given().header("Authorization", TestTokens.bearer(client.tenant(), client.user(), "memories:read"));
        reader.get(Client.MEMORIES).then().statusCode(200);
        assertRefused(
                reader.contentType(ContentType.JSON)
                        .body("{\"text\": \"x\"}")
                        .post(Client.MEMORIES)
                        .then(),
                403,
                "forbidden");
        assertNothingStored();
    }

    private void assertRefused(String body, String code, String field) {
        var problem = assertRefused(client.post(Client.MEMORIES, body), 400, code);
        assertThat(problem.extract().<String>path("violations[0].field")).startsWith(field);
        assertNothingStored();
    }

    private static ValidatableResponse assertRefused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", notNullValue());
    }

    private void assertNothingStored() {
        client.list("").statusCode(200).body("items", hasSize(0));
    }

    private static String list(int size) {
        return IntStream.range(0, size).mapToObj(i -> "\"t" + i + "\"").toList().toString();
    }

    private static String map(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> "\"k" + i + "\":1")
                .toList()
                .toString()
                .replace('[', '{')
                .replace(']', '}');
    }
}
