package io.focusforge.ai.usage;

import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class UsageResourceTest {
    private final Api api = new Api();

    @Inject
    TenantDatabase database;

    @Inject
    UsageLedger ledger;

    @Inject
    LedgerWriter writer;

    @Inject
    UsageRetention retention;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void sumsUpACallSoonAfterItHasAnswered() {
        for (var i = 0; i < 3; i++) {
            api.chat(request("gpt-test", Api.id(), "json")).then().statusCode(200);
        }
        usageOf(3)
                .body("groupBy", equalTo("model"))
                .body("items", hasSize(1))
                .body("items[0].model", equalTo("gpt-test"))
                .body("items[0].user", nullValue())
                .body("items[0].calls", equalTo(3))
                .body("items[0].promptTokens", equalTo(33))
                .body("items[0].completionTokens", equalTo(9))
                .body("items[0].costMicros", equalTo(12))
                .body("items[0].unpricedCalls", equalTo(0))
                .body("items[0].estimated", equalTo(false));
    }

    @Test
    void aModelWithoutAPriceHasNoCost() {
        api.chat(request("shared", Api.id(), "json-without-usage")).then().statusCode(200);
        usageOf(1)
                .body("items[0].costMicros", nullValue())
                .body("items[0].unpricedCalls", equalTo(1))
                .body("items[0].estimated", equalTo(true));
    }

    @Test
    void groupsAndFiltersAndTurnsPages() {
        api.chat(request("gpt-test", Api.id(), "json"));
        api.chat(request("gpt-test", Api.id(), "json"));
        api.chat(request("shared", Api.id(), "json"));
        usageOf(3);
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        var first = api.usage("?groupBy=day,user,provider,model,key&limit=1").then();
        first.body("items", hasSize(1))
                .body("items[0].day", equalTo(today))
                .body("items[0].user", equalTo(api.user().toString()))
                .body("items[0].provider", equalTo("alpha"))
                .body("items[0].model", equalTo("gpt-test"))
                .body("items[0].key", nullValue())
                .body("items[0].calls", equalTo(2))
                .body("total.calls", equalTo(3));
        var cursor = first.extract().path("nextCursor");
        api.usage("?groupBy=day,user,provider,model,key&limit=1&cursor=" + cursor)
                .then()
                .body("items[0].model", equalTo("shared"))
                .body("total.calls", equalTo(3))
                .body("nextCursor", nullValue());
        api.usage("?model=shared&user=" + api.user()).then().body("total.calls", equalTo(1));
        api.usage("?user=" + UUID.randomUUID())
                .then()
                .body("items", hasSize(0))
                .body("total.calls", equalTo(0))
                .body("total.costMicros", equalTo(0));
    }

    @Test
    void looksAtThePeriodOnlyWholeDaysAndPartsOfThem() {
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(10);
        var next = day.plusDays(1);
        var last = day.plusDays(2);
        List.of(day + "T23:00:00Z", next + "T00:00:00Z", last + "T12:00:00Z").forEach(at -> write(Instant.parse(at)));
        assertThat(calls(day + "", last.plusDays(1) + "")).isEqualTo(3);
        assertThat(calls(day + "T23:00:00Z", last + "T12:00:00Z")).isEqualTo(2);
        assertThat(calls(day + "T23:00:01Z", last + "T12:00:01Z")).isEqualTo(2);
        assertThat(calls(last + "T11:00:00Z", last + "T13:00:00Z")).isEqualTo(1);
        assertThat(calls("2020-01-01T00:00:00Z", "2120-02-01T00:00:00Z")).isEqualTo(3);
    }

    @Test
    void removesCallsThatAreOldAndKeepsTheirSums() {
        write(Instant.now().minus(Duration.ofDays(36)));
        write(Instant.now().minus(Duration.ofDays(34)));
        write(Instant.now().minus(Duration.ofDays(801)));
        retention.purge();
        assertThat(rows(api.tenant())).isEqualTo(1);
        assertThat(calls("2020-01-01", Instant.now().toString())).isEqualTo(2);
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        api.chat(request("gpt-test", Api.id(), "json"));
        usageOf(1);
        var other = new Api();
        other.usage("").then().statusCode(200).body("items", hasSize(0));
        assertThat(rows(other.tenant())).isZero();
        assertThat(rows(api.tenant())).isEqualTo(1);
    }

    @Test
    void aCallThatFailedCostsNothing() {
        api.chat(request("gpt-test", Api.id(), "500")).then().statusCode(502);
        ledger.flush();
        api.usage("").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "groupBy=tenant, groupBy",
        "'groupBy=day,', groupBy",
        "user=me, user",
        "key=mine, key",
        "'model=a\u0001b', model",
        "limit=0, limit",
        "from=yesterday, from",
        "to=2026-13-01T00:00:00Z, to",
        "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z, from",
    })
    void refusesWhatItCannotUnderstand(String query, String field) {
        api.usage("?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void refusesWhoMayNot() {
        api.with(Scopes.MODELS_WRITE)
                .get("/api/v1/usage")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        given().get("/api/v1/usage").then().statusCode(401).body("code", equalTo("unauthenticated"));
    }

    @Test
    void countsByOpenTelemetrysNames() {
        api.chat(request("gpt-test", Api.id(), "json"));
        api.chat(request("gpt-test", Api.id(), "broken"));
        assertThat(get(metrics).asString())
                .contains("gen_ai_client_token_usage", "gen_ai_token_type=\"input\"")
                .contains("gen_ai_client_operation_duration_seconds", "error_type=\"model_error\"")
                .contains("focusforge_model_breaker_open{model=\"gpt-test\",provider=\"alpha\"")
                .doesNotContain(api.tenant().toString());
    }

    private ValidatableResponse usageOf(int calls) {
        await().untilAsserted(() -> api.usage("").then().statusCode(200).body("total.calls", equalTo(calls)));
        return api.usage("").then();
    }

    private int calls(String from, String to) {
        return api.usage("?from=" + from + "&to=" + to)
                .then()
                .statusCode(200)
                .extract()
                .path("total.calls");
    }

    private void write(Instant at) {
        var subject = new Usage.Subject(api.tenant(), api.user(), Usage.Subject.NONE, "alpha", "m", Usage.Kind.CHAT);
        writer.write(List.of(Usage.of(subject, new TokenUsage(1, 1, false), 1L, "trace", at)));
    }

    /** Asked for without naming the tenant in the statement: only the policy keeps the tenants apart. */
    private long rows(UUID tenant) {
        return database.inTransaction(tenant, connection -> connection
                .query("SELECT count(*) FROM usage")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0));
    }
}
