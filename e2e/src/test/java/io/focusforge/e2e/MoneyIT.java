package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.focusforge.e2e.FakeProvider.Mood;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What calls cost is known, whatever dies, and told. */
class MoneyIT {
    private static final int CALLS = 40;

    @Test
    void everyCallIsInTheLedgerOnceWhenItsServiceIsKilledAfterTheLast() {
        var client = Stacks.withRules().newTenant();
        for (var i = 0; i < CALLS; i++) {
            chat(client, "focusforge-extractive");
        }
        Stacks.killService("ai");
        Stacks.awaitReady();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> client.get("/api/v1/usage").statusCode(200).body("total.calls", equalTo(CALLS)));
    }

    @Test
    void aBudgetsThresholdBecomesADelivery() {
        Stacks.provider().is(Mood.WELL);
        var operator = Stacks.withModel();
        operator.json(Map.of("provider", "fake", "model", FakeProvider.MODEL, "input", 1_000_000, "output", 1_000_000))
                .put("/api/v1/prices")
                .then()
                .statusCode(200);
        var endpoint = operator.json(Map.of("url", "https://example.com/hook"))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var budget = operator.json(Map.of(
                        "name",
                        "e2e",
                        "scope",
                        "tenant",
                        "period",
                        "day",
                        "amountMicros",
                        1,
                        "alertPercents",
                        List.of(100),
                        "webhook",
                        endpoint))
                .post("/api/v1/budgets")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        assertThat(chat(operator, FakeProvider.MODEL)).isEqualTo("150");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            operator.get("/api/v1/budgets/" + budget).body("alerted", hasSize(1));
            operator.get("/api/v1/jobs?type=webhook.deliver").body("items", hasSize(1));
        });
    }

    /** @return what the answer says of its cost */
    private static String chat(Client client, String model) {
        var message = Map.of("role", "user", "content", "When does finance deliver the numbers?");
        return client.json(Map.of("model", model, "messages", List.of(message)))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .header("x-focusforge-cost");
    }
}
