package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.run.ClaimStore;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A job that takes down each process that runs it. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PoisonTest {
    private final Letters letters = Letters.ofSomebody();

    @Inject
    ClaimStore claims;

    @Inject
    AdjustableClock clock;

    /** Takes the job as a worker would, and is not heard of any more. */
    private void killAWorker(UUID id) {
        var key = new JobKey(letters.jobs().tenant(), id);
        await().until(() -> !claims.claim(List.of(key)).isEmpty());
        clock.putForward(Duration.ofSeconds(7));
        await().until(() -> !letters.jobs().get(id).getString("state").equals("running"));
        clock.putForward(Duration.ofSeconds(5));
    }

    @Test
    void endsAsADeadLetterThatNamesEachLostWorker() {
        var id = letters.jobs()
                .accepted(Map.of(
                        "type",
                        "test.scripted",
                        "queue",
                        "manual",
                        "maxAttempts",
                        3,
                        "payload",
                        Map.of("steps", List.of("DONE"))));
        killAWorker(id);
        killAWorker(id);
        assertThat(letters.ids("")).isEmpty();
        killAWorker(id);

        assertThat(letters.ids("errorCode=lease_expired")).containsExactly(id);
        var letter = letters.get(id);
        assertThat(letter.getInt("attempts")).isEqualTo(3);
        assertThat(letter.getList("errors.attempt")).containsExactly(1, 2, 3);
        assertThat(letter.getList("errors.code")).containsOnly("lease_expired");
        assertThat(letter.getString("error.message")).contains("worker");
    }
}
