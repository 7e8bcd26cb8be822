package io.focusforge.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Picks in transactions that are rolled back, so that the dispatcher of the application is not disturbed. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class RankTest {
    private static final Duration AHEAD = Duration.ofDays(50);

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    DispatchStore store;

    @Inject
    TenantDatabase database;

    @Inject
    AdjustableClock clock;

    private static final class RollBack extends RuntimeException {}

    /** Of a time at which nothing but the jobs of this test is added to the queue. */
    private UUID waiting(int rank, Instant runAt) {
        return jobs.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "bulk",
                "priority",
                "low",
                "priorityRank",
                rank,
                "runAt",
                runAt.toString(),
                "payload",
                Map.of("steps", List.of("DONE"))));
    }

    private List<UUID> picked(int places, Instant now) {
        var ids = new ArrayList<UUID>();
        try {
            database.acrossTenants(connection -> {
                store.markDue(connection, now);
                store.dispatch(
                                connection,
                                List.of(new Turn(new StreamKey("bulk", Priority.LOW), jobs.tenant(), places)),
                                now)
                        .forEach(job -> ids.add(job.key().id()));
                throw new RollBack();
            });
        } catch (RollBack e) {
            return ids;
        }
        return ids;
    }

    @Test
    void picksByRankThenByTimeAndPassesOverWhatIsNotReady() {
        var start = clock.instant().plus(AHEAD);
        var last = waiting(50, start);
        var third = waiting(7, start.plusSeconds(20));
        var second = waiting(7, start.plusSeconds(10));
        var first = waiting(0, start.plusSeconds(30));
        var future = waiting(0, start.plusSeconds(99));

        assertThat(picked(10, start.plusSeconds(60))).containsExactly(first, second, third, last);
        assertThat(picked(2, start.plusSeconds(60))).containsExactly(first, second);
        assertThat(picked(10, start.plusSeconds(99))).startsWith(first, future);
    }
}
