package io.focusforge.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class JobIdempotencyTest {
    private static final String HOOK = """
            {"type": "webhook.deliver", "delay": "P1D",
             "payload": {"url": "https://example.com/hook", "event": {"type": "ping", "data": {}}}}""";
    private static final Statement WRITERS = new Statement("""
            SELECT key.xmin::text AS of_answer, job.xmin::text AS of_job, key.status
            FROM idempotency_keys AS key JOIN jobs AS job ON job.tenant_id = key.tenant_id AND job.id = key.resource_id
            WHERE key.tenant_id = $1""");

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    TenantDatabase database;

    @Test
    void repeatsTheFirstAnswerUnderAnIdempotencyKey() {
        var first = jobs.request().header("Idempotency-Key", "k1").body(HOOK).post("/api/v1/jobs");
        first.then().statusCode(202).header("Idempotency-Replayed", nullValue());
        var second = jobs.request().header("Idempotency-Key", "k1").body(HOOK).post("/api/v1/jobs");
        second.then().statusCode(202).header("Idempotency-Replayed", "true");

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void refusesAnotherBodyUnderAnIdempotencyKey() {
        jobs.request()
                .header("Idempotency-Key", "k1")
                .body(HOOK)
                .post("/api/v1/jobs")
                .then()
                .statusCode(202);
        jobs.request()
                .header("Idempotency-Key", "k1")
                .body(HOOK.replace("ping", "pong"))
                .post("/api/v1/jobs")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
        assertThat(jobs.count()).isEqualTo(1);
    }

    /** Otherwise a crash in between would leave a key under which there is no answer. */
    @Test
    void theAnswerIsKeptInTheTransactionOfTheJob() {
        jobs.request()
                .header("Idempotency-Key", "k1")
                .body(HOOK)
                .post("/api/v1/jobs")
                .then()
                .statusCode(202);
        var row = database.inTransaction(jobs.tenant(), connection -> WRITERS.run(connection, jobs.tenant()))
                .iterator()
                .next();
        assertThat(row.getInteger("status")).isEqualTo(202);
        assertThat(row.getString("of_answer")).isEqualTo(row.getString("of_job"));
    }
}
