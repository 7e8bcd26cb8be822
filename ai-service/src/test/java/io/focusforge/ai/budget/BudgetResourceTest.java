package io.focusforge.ai.budget;

import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.ai.step.Waiting;
import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class BudgetResourceTest {
    private static final String PATH = "/api/v1/budgets";
    /** Of one call of the fake provider, in micro-dollars. */
    private static final int COST = 4;

    private final Api api = new Api();

    @Inject
    TenantDatabase database;

    @Inject
    HardLimits hardLimits;

    @Test
    void countsWhatIsSpentFromTheBeginningOfItsPeriod() {
        call();
        await().untilAsserted(() -> api.usage("").then().body("total.costMicros", equalTo(COST)));
        var made =
                create(budget("tenant", null).put("amountMicros", 100)).then().statusCode(201);
        made.body("spentMicros", equalTo(COST)).body("remainingMicros", equalTo(100 - COST));
        call();
        spent(made.extract().header("Location"), 2 * COST);
    }

    @Test
    void eachScopeCountsItsOwn() {
        var mine = location(create(budget("user", api.user())));
        var others = location(create(budget("user", UUID.randomUUID())));
        var all = location(create(budget("tenant", null).put("period", "day").put("timeZone", "Asia/Kathmandu")));
        call();
        spent(mine, COST);
        spent(all, COST);
        read(others).then().body("spentMicros", equalTo(0));
        new Api()
                .with(Scopes.MODELS_WRITE)
                .body(request("gpt-test", Api.id(), "json").encode())
                .post(Api.CHAT);
        read(all).then().body("spentMicros", equalTo(COST));
    }

    @Test
    void tellsOfEachThresholdOnceInAPeriod() {
        var webhook = UUID.randomUUID();
        var budget = budget("tenant", null)
                .put("amountMicros", 4 * COST)
                .put("alertPercents", new JsonArray().add(50).add(100))
                .put("webhook", webhook.toString());
        var location = location(create(budget));
        for (var i = 1; i <= 3; i++) {
            call();
            spent(location, i * COST);
        }
        read(location).then().body("alerted", contains(50));
        assertThat(messages("event")).singleElement().satisfies(event -> {
            assertThat(event.getString("type")).isEqualTo("io.focusforge.budget.threshold_reached.v1");
            assertThat(event.getJsonObject("data").getInteger("percent")).isEqualTo(50);
            assertThat(event.getJsonObject("data").getLong("spentMicros")).isEqualTo(2 * COST);
        });
        assertThat(messages("job")).singleElement().satisfies(job -> {
            assertThat(job.getString("type")).isEqualTo("webhook.deliver");
            assertThat(job.getString("user")).isEqualTo(api.user().toString());
            assertThat(job.getJsonObject("payload").getString("endpointId")).isEqualTo(webhook.toString());
        });
        forgetJobs();
        call();
        spent(location, 4 * COST);
        replace(location, budget).then().statusCode(200).body("alerted", contains(50, 100));
        assertThat(messages("event")).hasSize(2);
    }

    @Test
    void aHardBudgetIsALimitForWhomItIsAbout() {
        create(budget("tenant", null));
        create(budget("user", api.user()).put("hard", true).put("amountMicros", 77_000));
        var key = UUID.randomUUID();
        create(budget("key", key).put("hard", true));
        var caller = new Caller(api.tenant(), api.user(), Set.of(), null);
        assertThat(Waiting.until(hardLimits.of(caller, null))).singleElement().satisfies(limit -> {
            assertThat(limit.amountMicros()).isEqualTo(77_000);
            call();
            await().untilAsserted(() -> assertThat(hardLimits.spent(limit)).isEqualTo(COST));
        });
        assertThat(Waiting.until(hardLimits.of(caller, key))).hasSize(2);
        assertThat(Waiting.until(hardLimits.of(new Caller(api.tenant(), UUID.randomUUID(), Set.of(), null), null)))
                .isEmpty();
    }

    @Test
    void isMadeOnceUnderAKeyListedReplacedAndRemoved() {
        var key = Api.id();
        var first = location(create(budget("tenant", null), key));
        assertThat(location(create(budget("tenant", null), key))).isEqualTo(first);
        location(create(budget("user", api.user())));
        var page = api.with(Scopes.USAGE_READ).get(PATH + "?limit=1").then().body("items", hasSize(1));
        page.body("items[0].scope", equalTo("user")).body("nextCursor", notNullValue());
        replace(first, budget("tenant", null).put("period", "week").put("hard", true))
                .then()
                .statusCode(200)
                .body("period", equalTo("week"))
                .body("hard", equalTo(true));
        api.with(Scopes.USAGE_ADMIN).delete(first).then().statusCode(204);
        read(first).then().statusCode(404);
        api.with(Scopes.USAGE_READ).get(PATH).then().body("items", hasSize(1)).body("nextCursor", nullValue());
    }

    @Test
    void anotherTenantsBudgetIsUnknown() {
        var location = location(create(budget("tenant", null)));
        var other = new Api();
        var unknown = other.with(Scopes.USAGE_ADMIN)
                .get(PATH + "/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        var theirs = other.with(Scopes.USAGE_ADMIN).get(location).then().statusCode(404);
        theirs.body("code", equalTo(unknown.extract().<String>path("code")));
        other.with(Scopes.USAGE_ADMIN).delete(location).then().statusCode(404);
        other.with(Scopes.USAGE_ADMIN)
                .body(budget("tenant", null).encode())
                .put(location)
                .then()
                .statusCode(404);
        other.with(Scopes.USAGE_READ).get(PATH).then().body("items", empty());
        read(location).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "scope, planet",
        "period, year",
        "timeZone, Europe/Atlantis",
        "amountMicros, 0",
        "alertPercents, 0",
        "subject, 0193a5c0-d1e2-7abc-8def-0123456789ab",
        "colour, red",
    })
    void refusesWhatIsNoBudget(String field, String value) {
        var body = budget("tenant", null).put(field, field.equals("alertPercents") ? new JsonArray().add(0) : value);
        create(body)
                .then()
                .statusCode(400)
                .body("violations[0].field.startsWith('%s')".formatted(field), equalTo(true));
    }

    @Test
    void refusesWhoMayNot() {
        api.with(Scopes.USAGE_READ)
                .body(budget("tenant", null).encode())
                .post(PATH)
                .then()
                .statusCode(403);
        api.with(Scopes.MODELS_WRITE).get(PATH).then().statusCode(403);
    }

    private void call() {
        api.chat(request("gpt-test", Api.id(), "json")).then().statusCode(200);
    }

    private void spent(String location, int micros) {
        await().untilAsserted(() -> read(location).then().body("spentMicros", equalTo(micros)));
    }

    private Response read(String location) {
        return api.with(Scopes.USAGE_READ).get(location);
    }

    private Response create(JsonObject body) {
        return create(body, Api.id());
    }

    private Response create(JsonObject body, String idempotencyKey) {
        return api.with(Scopes.USAGE_ADMIN)
                .header("Idempotency-Key", idempotencyKey)
                .body(body.encode())
                .post(PATH);
    }

    private Response replace(String location, JsonObject body) {
        return api.with(Scopes.USAGE_ADMIN).body(body.encode()).put(location);
    }

    private static String location(Response created) {
        return created.then().statusCode(201).extract().header("Location").replaceFirst("^https?://[^/]+", "");
    }

    private static JsonObject budget(String scope, UUID subject) {
        return new JsonObject()
                .put("name", "research")
                .put("scope", scope)
                .put("subject", subject == null ? null : subject.toString())
                .put("period", "month")
                .put("amountMicros", 1_000_000);
    }

    /** There is no worker here that would take them. */
    private void forgetJobs() {
        database.inTransaction(api.tenant(), connection -> connection
                .query("DELETE FROM outbox WHERE kind = 'job'")
                .execute()
                .await()
                .indefinitely());
    }

    private List<JsonObject> messages(String kind) {
        return database
                .read(api.tenant(), connection -> connection
                        .preparedQuery("SELECT payload FROM outbox WHERE kind = $1")
                        .execute(Tuple.of(kind))
                        .await()
                        .indefinitely()
                        .stream()
                        .toList())
                .stream()
                .map(row -> new JsonObject(row.getString(0)))
                .toList();
    }
}
