package io.focusforge.worker.recover;

import static io.focusforge.worker.testing.Talking.log;
import static io.focusforge.worker.testing.Talking.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.control.JobLookup;
import io.focusforge.worker.progress.Leftovers;
import io.focusforge.worker.progress.ProgressConfig;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Talking;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ProgressPurgeTest {
    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    Leftovers leftovers;

    @Inject
    JobLookup lookup;

    @Inject
    TenantDatabase database;

    @Inject
    ProgressConfig config;

    @Inject
    AdjustableClock clock;

    private UUID dead() {
        var id = jobs.accepted(Talking.job(progress(10, null), log("a line"), progress(101, "not possible")));
        jobs.await(id, "dead");
        return id;
    }

    private List<UUID> jobsIn(String table) {
        var ids = new ArrayList<UUID>();
        database.inTransaction(jobs.tenant(), connection -> connection
                        .query("SELECT DISTINCT job_id FROM " + table)
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(30)))
                .forEach(row -> ids.add(row.getUUID("job_id")));
        return ids;
    }

    @Test
    void removesWhatJobsHaveSaidThatAreGone() {
        var gone = dead();
        var there = dead();
        jobs.request()
                .delete("/api/v1/queues/default/dead-letters/" + gone)
                .then()
                .statusCode(204);
        assertThat(jobsIn("job_progress")).containsExactlyInAnyOrder(gone, there);

        var later = Clock.offset(clock, config.recheck().plusMinutes(1));
        new ProgressPurge(leftovers, lookup, database, config, later).purge();
        assertThat(jobsIn("job_progress")).containsExactly(there);
        assertThat(jobsIn("job_log")).containsExactly(there);
    }
}
