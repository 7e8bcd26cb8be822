package io.focusforge.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.stream.ReadyStreams;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two consumers, as two workers have them, serve a queue that the application leaves alone. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PausedConsumersTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    ReadyStreams streams;

    @Inject
    Rivals rivals;

    private List<Consumer> consumers = List.of();

    @AfterEach
    void stop() throws InterruptedException {
        for (var consumer : consumers) {
            consumer.stop(Duration.ofSeconds(2));
        }
        operator.resume("manual");
    }

    private void startTwo() {
        consumers = IntStream.range(0, 2)
                .mapToObj(number -> rivals.another("manual", 2))
                .toList();
        consumers.forEach(Consumer::start);
    }

    private UUID job() {
        return jobs.accepted(
                Map.of("type", "test.scripted", "queue", "manual", "payload", Map.of("steps", List.of("DONE"))));
    }

    @Test
    void startNothingThatIsInTheStreamUntilTheQueueGoesOn() {
        var ids = IntStream.range(0, 10).mapToObj(number -> job()).toList();
        await().until(() -> streams.jobsIn("manual")
                .containsAll(
                        ids.stream().map(id -> new JobKey(jobs.tenant(), id)).toList()));
        operator.pause("manual");
        startTwo();
        await().during(Duration.ofMillis(1500)).until(() -> jobs.count("queued") == ids.size());

        operator.resume("manual");
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs.count("succeeded") == ids.size());
    }

    @Test
    void stopWhileTheyWaitForJobs() {
        startTwo();
        jobs.await(job(), "succeeded");
        operator.pause("manual");
        var id = job();
        await().during(Duration.ofMillis(1500))
                .until(() -> jobs.get(id).getString("state").equals("queued"));

        operator.resume("manual");
        jobs.await(id, "succeeded");
        assertThat(jobs.get(id).getInt("attempt")).isEqualTo(1);
    }
}
