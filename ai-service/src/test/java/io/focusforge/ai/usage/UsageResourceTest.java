package io.focusforge.ai.usage;

import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import jakarta.inject.Inject;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void sumsUpACallAsSoonAsItHasAnswered() {
        for (var i = 0; i < 3; i++) {
            api.chat(request("gpt-test", Api.id(), "json")).then().statusCode(200);
        }
        api.usage("")
                .then()
                .statusCode(200)
                .body("groupBy", equalTo("model"))
                .body("items", hasSize(1))
                .body("items[0].key", equalTo("gpt-test"))
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
        api.usage("")
                .then()
                .body("items[0].costMicros", nullValue())
                .body("items[0].unpricedCalls", equalTo(1))
                .body("items[0].estimated", equalTo(true));
    }

    @Test
    void groupsByUserAndByDay() {
        api.chat(request("gpt-test", Api.id(), "json"));
        api.chat(request("shared", Api.id(), "json"));
        api.usage("?groupBy=user")
                .then()
                .body("items", hasSize(1))
                .body("items[0].key", equalTo(api.user().toString()));
        api.usage("?groupBy=day")
                .then()
                .body("items", hasSize(1))
                .body("items[0].calls", equalTo(2))
                .body("items[0].key", equalTo(LocalDate.now(ZoneOffset.UTC).toString()));
    }

    @Test
    void looksAtThePeriodOnly() {
        api.chat(request("gpt-test", Api.id(), "json"));
        api.usage("?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z").then().body("items", hasSize(0));
        api.usage("?from=2020-01-01T00:00:00Z&to=2120-02-01T00:00:00Z").then().body("items", hasSize(1));
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        api.chat(request("gpt-test", Api.id(), "json"));
        var other = new Api();
        other.usage("").then().statusCode(200).body("items", hasSize(0));
        assertThat(rows(other.tenant())).isZero();
        assertThat(rows(api.tenant())).isEqualTo(1);
    }

    @Test
    void aCallThatFailedCostsNothing() {
        api.chat(request("gpt-test", Api.id(), "500")).then().statusCode(502);
        api.usage("").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "groupBy=tenant, groupBy",
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
                .contains("focusforge_model_breaker_open{provider=\"alpha\"")
                .doesNotContain(api.tenant().toString());
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
