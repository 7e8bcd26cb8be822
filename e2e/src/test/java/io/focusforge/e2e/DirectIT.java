package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Model calls as an ingress sends them, straight to ai-service, beside those through the gateway, with the same keys. */
class DirectIT {
    private static final int ALLOWED = 5;
    private static final int CALLS = 20;

    private final Client operator = Stacks.withRules();

    @Test
    void aKeyIsTheSameAtBothEntries() {
        var client = operator.newTenant();
        var direct = direct(client.key());
        assertThat(chat(client).statusCode()).isEqualTo(200);
        assertThat(chat(direct).statusCode()).isEqualTo(200);
        direct.get("/v1/models").statusCode(200);
        await().untilAsserted(() -> client.get("/api/v1/usage").body("total.calls", equalTo(2)));
    }

    @Test
    void bothEntriesTogetherAdmitWhatTheKeyMaySend() throws InterruptedException {
        var key = newKey(Map.of("requestsPerMinute", ALLOWED)).getString("key");
        var entries = List.of(new Client(operator.url(), key), direct(key));
        try (var threads = Executors.newFixedThreadPool(CALLS)) {
            var answers = threads.invokeAll(IntStream.range(0, CALLS)
                    .mapToObj(n ->
                            (Callable<Integer>) () -> chat(entries.get(n % 2)).statusCode())
                    .toList());
            assertThat(answers)
                    .extracting(java.util.concurrent.Future::resultNow)
                    .filteredOn(status -> status == 200)
                    .hasSize(ALLOWED);
        }
        assertThat(chat(entries.get(0)).statusCode()).isEqualTo(429);
        chat(entries.get(1)).then().statusCode(429).body("error.code", equalTo("rate_limited"));
    }

    @Test
    void aKeyThatIsRevokedAtTheGatewayIsRefusedAtTheOtherEntryWithinItsTime() {
        var created = newKey(Map.of());
        var direct = direct(created.getString("key"));
        assertThat(chat(direct).statusCode()).isEqualTo(200);
        operator.request()
                .delete("/api/v1/api-keys/" + created.getString("id"))
                .then()
                .statusCode(204);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> chat(direct).then().statusCode(401).body("error.code", equalTo("api_key_revoked")));
    }

    @Test
    void aKeyThatNeverWasIsRefusedAlike() {
        var unknown = operator.key().substring(0, operator.key().length() - 4) + "zzzz";
        var there = chat(new Client(operator.url(), unknown))
                .then()
                .statusCode(401)
                .extract()
                .<Map<String, Object>>path("error");
        var here = chat(direct(unknown)).then().statusCode(401).extract().<Map<String, Object>>path("error");
        assertThat(here).containsAllEntriesOf(there);
    }

    @Test
    void aKnownKeyGoesOnWhileTheGatewayIsAway() {
        var direct = direct(operator.newTenant().key());
        assertThat(chat(direct).statusCode()).isEqualTo(200);
        Stacks.killService("gateway");
        assertThat(chat(direct).statusCode()).isEqualTo(200);
        Stacks.awaitReady();
        assertThat(chat(direct).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingElseOfTheServiceIsOpenToAKey() {
        var direct = direct(operator.key());
        direct.get("/api/v1/usage").statusCode(401);
        direct.get("/api/v1/limits").statusCode(401);
        operator.json(Map.of()).post("/internal/keys/exchange").then().statusCode(404);
    }

    private JsonPath newKey(Map<String, Object> more) {
        var body = new java.util.HashMap<String, Object>(Map.of("name", "direct", "scopes", List.of("models:write")));
        body.putAll(more);
        return operator.json(body)
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Client direct(String key) {
        return new Client(Stacks.models(), key);
    }

    private static Response chat(Client client) {
        var message = Map.of("role", "user", "content", "When does finance deliver the numbers?");
        return client.json(Map.of("model", "focusforge-extractive", "messages", List.of(message)))
                .post("/v1/chat/completions");
    }
}
