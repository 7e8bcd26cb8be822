package io.focusforge.worker.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.run.ClaimStore;
import io.focusforge.worker.stream.ReadyStreams;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class WindowTest {
    private static final String QUEUE = "bulk";

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    ReadyStreams streams;

    @Inject
    ClaimStore claims;

    @Inject
    DispatchConfig config;

    @Inject
    DispatchStore store;

    @Inject
    TenantDatabase database;

    private void ask(int count) {
        var batch = IntStream.range(0, count)
                .mapToObj(number -> Map.of(
                        "id", Ids.next(),
                        "tenantId", jobs.tenant(),
                        "user", jobs.user(),
                        "type", "test.scripted",
                        "queue", QUEUE,
                        "payload", Map.of("steps", List.of("DONE"))))
                .toList();
        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("orchestrator", UUID.randomUUID(), UUID.randomUUID(), "internal:write"))
                .contentType("application/json")
                .body(batch)
                .post("/internal/jobs")
                .then()
                .statusCode(202);
    }

    private List<JobKey> mine() {
        return streams.jobsIn(QUEUE).stream()
                .filter(job -> job.tenant().equals(jobs.tenant()))
                .toList();
    }

    @Test
    void putsNoMoreThanAWindowIntoRedisAndTheRestAsPlacesBecomeFree() {
        ask(700);
        ask(700);
        await().until(() -> mine().size() == config.window());
        await().during(Duration.ofMillis(500)).until(() -> mine().size() == config.window());

        assertThat(claims.claim(mine().subList(0, 100))).hasSize(100);
        await().until(() -> mine().size() == config.window() + 100);
    }

    /** All replicas find the same messages lost, while others claim their jobs: whoever waited for another could make a deadlock. */
    @Test
    void takesBackWhatNobodyElseIsChanging() {
        var urgent = Map.of(
                "type",
                "test.scripted",
                "queue",
                QUEUE,
                "priority",
                "high",
                "payload",
                Map.of("steps", List.of("DONE")));
        jobs.accepted(urgent);
        jobs.accepted(urgent);
        await().until(() -> mine().size() == 2);
        var lost = mine();
        var takenBack = database.acrossTenants(other -> {
            other.preparedQuery("SELECT FROM jobs WHERE tenant_id = $1 AND id = $2 FOR UPDATE")
                    .executeAndAwait(
                            Tuple.of(lost.getFirst().tenant(), lost.getFirst().id()));
            return database.acrossTenants(connection -> store.takeBack(connection, lost, Instant.now()));
        });
        assertThat(takenBack).isEqualTo(1);
    }
}
