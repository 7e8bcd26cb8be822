package io.focusforge.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.DispatchBell;
import io.focusforge.worker.stream.ReadyStreams;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside the application's dispatcher there is one of another replica. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PausedDispatchTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    Picker picker;

    @Inject
    DispatchTools tools;

    @Inject
    JobsConfig jobsConfig;

    @Inject
    ReadyStreams streams;

    @Inject
    TenantDatabase database;

    @Inject
    DispatchConfig config;

    @Inject
    Clock clock;

    private Dispatcher elsewhere;

    @BeforeEach
    void start() {
        var bell = new DispatchBell();
        elsewhere = new Dispatcher(picker, tools, database, bell, new Backlog(bell, jobsConfig), config);
        elsewhere.start(null);
    }

    @AfterEach
    void stop() throws InterruptedException {
        elsewhere.stop(null);
        operator.resume("aside");
    }

    private JobKey accepted(String queue) {
        return new JobKey(
                jobs.tenant(),
                jobs.accepted(
                        Map.of("type", "test.scripted", "queue", queue, "payload", Map.of("steps", List.of("DONE")))));
    }

    @Test
    void handsNothingOfAPausedQueueOver() {
        operator.pause("aside");
        var kept = accepted("aside");
        var other = accepted("manual");
        await().until(() -> streams.jobsIn("manual").contains(other));
        await().during(Duration.ofSeconds(1))
                .until(() -> operator.queue("aside").getInt("ready") == 1);
        assertThat(streams.jobsIn("aside")).doesNotContain(kept);

        operator.resume("aside");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> streams.jobsIn("aside").contains(kept));
    }
}
