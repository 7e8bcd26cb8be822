package io.focusforge.ai.price;

import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class PriceResourceTest {
    private static final String PATH = "/api/v1/prices";
    private static final String NAME = "?provider=slow&model=slow-model";

    private final Api api = new Api();

    @Inject
    MeterRegistry meters;

    @AfterEach
    void forget() {
        api.with(Scopes.TENANTS_ADMIN).delete(PATH + NAME);
    }

    @Test
    void aPriceThatIsSetHoldsForTheNextCallAndItsAnswerSaysTheCost() {
        put("\"input\": 1000000, \"cachedInput\": 500000, \"output\": 2000000");
        api.chat(request("slow/slow-model", Api.id(), "json-cached"))
                .then()
                .statusCode(200)
                .header("x-focusforge-cost", equalTo("12"));
        await().untilAsserted(() -> api.usage("")
                .then()
                .body("total.costMicros", equalTo(2 + 4 + 6))
                .body("total.cachedTokens", equalTo(8)));
    }

    @Test
    void whatAModelHasCostIsCountedForItsOperator() {
        put("\"input\": 1000000, \"cachedInput\": 500000, \"output\": 2000000");
        var before = cost();
        api.chat(request("slow/slow-model", Api.id(), "json-cached")).then().statusCode(200);
        assertThat(cost() - before).isCloseTo(12e-6, within(1e-9));
    }

    private double cost() {
        var counter = meters.find("focusforge_usage_cost_dollars")
                .tags("provider", "slow", "model", "slow-model")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void withoutAPriceAndInAStreamNoCostIsSaid() {
        api.chat(request("slow/slow-model", Api.id(), "json")).then().header("x-focusforge-cost", nullValue());
        api.chat(request("gpt-test", Api.id(), "sse").put("stream", true))
                .then()
                .header("x-focusforge-cost", nullValue());
        await().untilAsserted(() -> api.usage("?model=gpt-test").then().body("total.costMicros", equalTo(3)));
    }

    @Test
    void listsThoseOfTheSettingsAndThoseThatWereSet() {
        put("\"input\": 1000000, \"cachedInput\": 100000, \"output\": 2000000");
        var listed = api.with(Scopes.TENANTS_ADMIN).get(PATH).then().statusCode(200);
        listed.body("items.find { it.model == 'slow-model' }.cachedInput", equalTo(100_000))
                .body("items.find { it.model == 'gpt-test' }.cachedInput", equalTo(150_000));
        api.with(Scopes.TENANTS_ADMIN).delete(PATH + NAME).then().statusCode(204);
        api.with(Scopes.TENANTS_ADMIN).get(PATH).then().body("items.model", not(hasItem("slow-model")));
        api.with(Scopes.TENANTS_ADMIN).delete(PATH + NAME).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"input\": -1, \"output\": 1; input",
                "\"input\": 1; output",
                "\"input\": 1, \"output\": 1000000001; output",
                "\"input\": 1, \"output\": 1, \"currency\": \"EUR\"; currency",
            })
    void refusesWhatIsNoPrice(String price, String field) {
        api.with(Scopes.TENANTS_ADMIN)
                .body("{\"provider\": \"slow\", \"model\": \"slow-model\", %s}".formatted(price))
                .put(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void isForOperatorsOnly() {
        api.with(Scopes.USAGE_ADMIN).get(PATH).then().statusCode(403);
        api.with(Scopes.USAGE_ADMIN).delete(PATH + NAME).then().statusCode(403);
    }

    private void put(String price) {
        api.with(Scopes.TENANTS_ADMIN)
                .body("{\"provider\": \"slow\", \"model\": \"slow-model\", %s}".formatted(price))
                .put(PATH)
                .then()
                .statusCode(200);
    }
}
