package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A person is erased by all services, each of which reaches those that it asks. */
class ErasureIT {
    private final Client operator = Stacks.withRules();
    private final String tenant =
            make("tenants", Map.of("name", "tenant-" + UUID.randomUUID())).getString("id");

    private JsonPath make(String what, Map<String, Object> fields) {
        return operator.json(fields)
                .post("/api/v1/" + what)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private String user() {
        return make("users", Map.of("name", "user-" + UUID.randomUUID(), "tenantId", tenant))
                .getString("id");
    }

    private Client with(String user, String... scopes) {
        var key = make("api-keys", Map.of("name", "e2e", "tenantId", tenant, "userId", user, "scopes", scopes));
        return new Client(operator.url(), key.getString("key"));
    }

    @Test
    void whoErasesThemselvesReadsTheirOwnReceiptAndNothingElse() {
        var user = user();
        var person = with(user, "memories:write");
        var other = with(user(), "memories:write");
        person.json(Map.of("text", "Anna lives in Porto"))
                .post("/api/v1/memories")
                .then()
                .statusCode(201);

        var erasure = person.request()
                .delete("/api/v1/subjects/" + user)
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> person.get("/api/v1/erasures/" + erasure)
                .statusCode(200)
                .body("state", equalTo("done")));
        await().untilAsserted(() -> person.get("/api/v1/memories").statusCode(401));
        other.get("/api/v1/erasures/" + erasure).statusCode(404);
    }

    @Test
    void nothingIsLeftOfAPersonAndTheReceiptSaysWhere() {
        var user = user();
        var person = with(user, "tasks:write", "memories:write");
        var admin = with(user(), "users:admin", "memories:read");
        person.json(Map.of("text", "Anna lives in Porto"))
                .post("/api/v1/memories")
                .then()
                .statusCode(201);
        person.createTask("Call Anna", "");

        var erasure = admin.request()
                .delete("/api/v1/subjects/" + user)
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        admin.get("/api/v1/erasures/" + erasure).statusCode(200).body("state", equalTo("done")));
        var receipt = admin.get("/api/v1/erasures/" + erasure).extract().jsonPath();
        assertThat(receipt.getList("places.service", String.class))
                .contains("gateway", "worker", "orchestrator", "memory", "ai");
        for (var place : List.of("api-keys", "users", "memories", "tasks")) {
            assertThat(receipt.getInt("places.find { it.place == '" + place + "' }.erased"))
                    .as(place)
                    .isPositive();
        }
        await().untilAsserted(() -> person.get("/api/v1/memories").statusCode(401));
    }
}
