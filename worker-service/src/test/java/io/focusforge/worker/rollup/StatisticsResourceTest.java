package io.focusforge.worker.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class StatisticsResourceTest {
    private static final String FORBIDDEN = "42501";

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    RollUp rollUp;

    @Inject
    TenantDatabase database;

    private Response statistics(Jobs of, String query) {
        return of.request().get("/api/v1/jobs/statistics" + query);
    }

    private int visible(UUID tenant, String view) {
        return database.inTransaction(tenant, connection -> new Statement("SELECT 1 FROM " + view)
                .run(connection)
                .size());
    }

    @Test
    void countJobsByHowTheyEnded() {
        jobs.await(jobs.scripted("DONE"), "succeeded");
        jobs.await(jobs.scripted("DONE"), "succeeded");
        jobs.await(jobs.scripted("FAIL"), "dead");
        rollUp.handle(null, null);

        var found = statistics(jobs, "?queue=default&type=test.scripted")
                .then()
                .statusCode(200)
                .body("truncated", equalTo(false))
                .extract()
                .jsonPath();
        assertThat(found.getList("items.succeeded", Integer.class).stream()
                        .mapToInt(many -> many)
                        .sum())
                .isEqualTo(2);
        assertThat(found.getList("items.dead", Integer.class).stream()
                        .mapToInt(many -> many)
                        .sum())
                .isEqualTo(1);
        assertThat(Instant.parse(found.getString("items[0].hour")))
                .isEqualTo(Instant.parse(found.getString("items[0].hour")).truncatedTo(ChronoUnit.HOURS));
        assertThat(found.getDouble("items[0].waitSeconds.p50")).isBetween(0.0, 20.0);
        assertThat(found.getDouble("items[0].runSeconds.p95"))
                .isBetween(found.getDouble("items[0].runSeconds.p50"), 20.0);
        assertThat(Instant.parse(found.getString("refreshedAt")))
                .isAfter(Instant.now().minusSeconds(60));
        statistics(jobs, "?queue=ai").then().statusCode(200).body("items", hasSize(0));
        statistics(jobs, "?to=2026-01-01T00:00:00Z").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void areOfTheirTenantOnly() {
        jobs.await(jobs.scripted("DONE"), "succeeded");
        rollUp.handle(null, null);
        statistics(jobs, "").then().body("items", hasSize(1));
        statistics(Jobs.ofSomebody(), "").then().statusCode(200).body("items", hasSize(0));

        assertThat(visible(jobs.tenant(), "job_statistics")).isEqualTo(1);
        assertThat(visible(UUID.randomUUID(), "job_statistics")).isZero();
        assertForbidden(() -> visible(jobs.tenant(), "job_rollup"));
        assertForbidden(() -> visible(jobs.tenant(), "refresh_job_rollup()"));
    }

    private static void assertForbidden(Runnable statement) {
        assertThatThrownBy(statement::run)
                .isInstanceOfSatisfying(PgException.class, refusal -> assertThat(refusal.getSqlState())
                        .isEqualTo(FORBIDDEN));
    }

    @ParameterizedTest
    @CsvSource({
        "?from=yesterday, from",
        "?to=1, to",
        "?from=2026-11-21T00:00:00Z&to=2026-11-21T00:00:00Z, from",
    })
    void needHoursThatMakeSense(String query, String field) {
        statistics(jobs, query).then().statusCode(400).body("violations[0].field", equalTo(field));
    }
}
