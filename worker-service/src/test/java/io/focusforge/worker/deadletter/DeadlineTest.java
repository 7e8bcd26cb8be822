package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Remains;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is brought back has its deadline no longer when its new time is past it. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class DeadlineTest {
    private final Letters letters = Letters.ofSomebody();
    private final Jobs jobs = letters.jobs();

    @Inject
    AdjustableClock clock;

    @Inject
    Remains remains;

    @AfterEach
    void removeJobs() {
        remains.remove(jobs);
    }

    private Map<String, Object> failing(int seconds) {
        return Map.of(
                "type",
                "test.scripted",
                "payload",
                Map.of("steps", List.of("FAIL")),
                "deadline",
                clock.instant().plusSeconds(seconds).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/jobs/{id}/retry",
                "/api/v1/queues/-/dead-letters/{id}/replay",
                "/api/v1/queues/-/dead-letters/replay"
            })
    void isClearedWhenItHasPassed(String path) {
        var id = jobs.accepted(failing(10));
        jobs.await(id, "dead");
        clock.putForward(Duration.ofSeconds(11));
        var status = jobs.request()
                .body(Map.of())
                .post(path.replace("{id}", id.toString()))
                .statusCode();

        assertThat(status).isIn(200, 202);
        await().until(() -> jobs.get(id).getList("errors").size() == 2);
        assertThat(jobs.get(id).getList("errors.code")).containsExactly("gone", "gone");
        assertThat(jobs.get(id).getString("deadline")).isNull();
    }

    @Test
    void isClearedOnlyForThoseOfManyWhoseTurnComesAfterIt() {
        var ids = jobs.request()
                .urlEncodingEnabled(false)
                .body(Map.of("jobs", Collections.nCopies(60, failing(40))))
                .post("/api/v1/jobs:batch")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getList("items.id", UUID.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs.count("dead") == ids.size());
        letters.replay(Map.of("rate", 1)).then().statusCode(202).body("replayed", equalTo(60));

        var deadlines =
                ids.stream().map(id -> jobs.get(id).getString("deadline")).toList();
        assertThat(deadlines).containsNull().anyMatch(deadline -> deadline != null);
    }
}
