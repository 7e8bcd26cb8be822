package io.focusforge.worker.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.stream.ReadyJob;
import io.focusforge.worker.stream.ReadyStreams;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
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

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class RecoveryTest {
    private static final int MANY = 150;

    private final Jobs jobs = Jobs.ofSomebody();
    private final Receiver receiver = Receiver.anywhere();

    @Inject
    ReadyStreams streams;

    @Inject
    ClaimStore claims;

    @Inject
    Rivals rivals;

    @Inject
    @RedisClientName("streams")
    RedisDataSource redis;

    @AfterEach
    void close() {
        receiver.close();
    }

    private List<UUID> hooks(int count, String queue) {
        return IntStream.range(0, count)
                .mapToObj(number -> jobs.accepted(Map.of(
                        "type",
                        "webhook.deliver",
                        "queue",
                        queue,
                        "payload",
                        Map.of("url", receiver.url("/"), "event", Map.of("type", "counted", "data", number)))))
                .toList();
    }

    private void assertEachWasDeliveredOnce(List<UUID> ids) {
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs.count("succeeded") == ids.size());
        var deliveries =
                receiver.received().stream().collect(groupingBy(request -> request.header("webhook-id"), counting()));
        assertThat(deliveries.values()).containsOnly(1L);
        assertThat(deliveries.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(UUID::toString).toList());
    }

    @Test
    void rebuildsEverythingWhenRedisLosesItsDataMidway() {
        receiver.answering(request -> {
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            return Receiver.Reply.of(204);
        });
        var ids = hooks(MANY, "notify");
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> receiver.received().size() >= 10);
        redis.execute("FLUSHDB");

        assertEachWasDeliveredOnce(ids);
    }

    @Test
    void findsJobsWhoseMessageAloneWasLost() {
        var id = hooks(1, "manual").getFirst();
        var key = new JobKey(jobs.tenant(), id);
        await().until(() -> streams.jobsIn("manual").contains(key));
        redis.execute("DEL", "ff:{jobs-manual}:normal");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> streams.jobsIn("manual").contains(key));
    }

    @Test
    void dispatchesAgainWhatADeadConsumerHasRead() {
        var id = hooks(1, "manual").getFirst();
        var key = new JobKey(jobs.tenant(), id);
        try (var dying = streams.reader("manual", "dying")) {
            dying.createGroups();
            await().until(() -> dying.poll(100), read -> read.stream()
                    .anyMatch(message -> message.job().equals(key)));
        }
        try (var living = streams.reader("manual", "living")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> living.poll(100), read -> read.stream()
                    .anyMatch(message -> message.job().equals(key)));
        }
        assertThat(claims.claim(List.of(key))).hasSize(1);
    }

    @Test
    void runsEachJobOnceAlthoughTwoWorkersReadItTwice() throws InterruptedException {
        var rival = rivals.another("notify", 8);
        rival.start();
        try {
            var ids = hooks(MANY, "notify");
            streams.append(ids.stream()
                    .map(id -> new ReadyJob("notify", Priority.NORMAL, new JobKey(jobs.tenant(), id)))
                    .toList());
            assertEachWasDeliveredOnce(ids);
        } finally {
            rival.stop(Duration.ofSeconds(2));
        }
    }

    @Test
    void leavesNothingBehindInRedis() {
        var ids = hooks(20, "notify");
        assertEachWasDeliveredOnce(ids);
        await().until(() -> streams.jobsIn("notify").isEmpty());
    }

    @Test
    void prefersHighPriorities() {
        try (var reader = streams.reader("nobody-dispatches-to-this", "reader")) {
            reader.createGroups();
            var low = new JobKey(jobs.tenant(), UUID.randomUUID());
            var high = new JobKey(jobs.tenant(), UUID.randomUUID());
            streams.append(List.of(
                    new ReadyJob("nobody-dispatches-to-this", Priority.LOW, low),
                    new ReadyJob("nobody-dispatches-to-this", Priority.HIGH, high)));
            assertThat(reader.poll(1)).extracting("job").containsExactly(high);
            assertThat(reader.await(1, Duration.ofSeconds(1))).extracting("job").containsExactly(low);
        }
    }
}
