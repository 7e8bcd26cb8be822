package io.focusforge.orchestrator.erase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class TaskDataTest {
    private final User user = User.fresh();

    @Inject
    TenantDatabase database;

    /** Those that can be read. */
    private long events(User of) {
        return database.inTransaction(of.tenant(), connection -> connection
                .preparedQuery("""
                        SELECT count(*) FROM events AS e LEFT JOIN subject_keys AS k
                            ON k.tenant_id = e.tenant_id AND k.user_id = e.user_id AND k.id = e.data_key
                        WHERE e.tenant_id = $1 AND e.user_id = $2 AND (e.data_key IS NULL OR k.id IS NOT NULL)""")
                .execute(Tuple.of(of.tenant(), of.id()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }

    @Test
    void erasesTasksAndAllThatHappenedToThemAlsoOfDeletedOnes() {
        user.createTitled("Call Anna");
        var deleted = user.createTitled("Forget Bob");
        user.request()
                .header("If-Match", "*")
                .delete("/api/v1/tasks/" + deleted.path("id").asText());
        var colleague = user.colleague();
        colleague.createTitled("Stay");
        var others = events(colleague);

        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", user.tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + user.id() + "/erasure")
                .then()
                .statusCode(200)
                .body("more", equalTo(false));

        assertThat(user.list("").path("items").size()).isZero();
        assertThat(events(user)).isZero();
        assertThat(colleague.list("").path("items").size()).isEqualTo(1);
        assertThat(events(colleague)).isEqualTo(others).isPositive();
    }
}
