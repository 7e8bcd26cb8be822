package io.focusforge.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.LocalSlots;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class HandOverTest {
    private static final String QUEUE = "notify";

    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    Backlog backlog;

    @Inject
    LocalSlots slots;

    @Inject
    @RedisClientName("streams")
    RedisDataSource redis;

    @BeforeEach
    void idle() {
        await().until(() -> !backlog.isIn(QUEUE));
    }

    @AfterEach
    void open() {
        operator.resume(QUEUE);
    }

    private UUID job(String step) {
        return jobs.accepted(scripted(step));
    }

    private static Map<String, Object> scripted(String step) {
        return Map.of("type", "test.scripted", "queue", QUEUE, "payload", Map.of("steps", List.of(step)));
    }

    private long appended() {
        var added = 0L;
        for (var priority : List.of("high", "normal", "low")) {
            var info = redis.execute("XINFO", "STREAM", "ff:{jobs-" + QUEUE + "}:" + priority);
            added += info.get("entries-added").toLong();
        }
        return added;
    }

    @Test
    void startsAJobAtOnceWithoutRedisWhenASlotIsFreeAndNobodyWaits() {
        var before = appended();
        var id = job("DONE");
        var done = jobs.await(id, "succeeded");
        assertThat(done.getInt("attempt")).isEqualTo(1);
        assertThat(appended()).isEqualTo(before);
    }

    @Test
    void givesTheSlotBack() {
        var before = slots.of(QUEUE).orElseThrow().free();
        jobs.await(job("DONE"), "succeeded");
        jobs.await(job("FAIL"), "dead");
        await().until(() -> slots.of(QUEUE).orElseThrow().free() == before);
    }

    @Test
    void startsNothingOfAPausedQueue() {
        operator.pause(QUEUE);
        var id = job("DONE");
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
        assertThat(jobs.get(id).getInt("attempt")).isZero();
        operator.resume(QUEUE);
        jobs.await(id, "succeeded");
    }

    @Test
    void aJobOfASmallTenantBeginsWhileALargeOneKeepsAllOtherSlotsBusy() {
        var large = Jobs.ofSomebody();
        var all = slots.of(QUEUE).orElseThrow().all();
        var hanging = IntStream.range(0, 2 * all)
                .mapToObj(number -> large.accepted(scripted("HANG")))
                .toList();
        try {
            await().until(() -> large.count("running") == all - all / 8);
            jobs.await(job("DONE"), "succeeded");
            jobs.await(job("DONE"), "succeeded");
            assertThat(large.count("running")).isBetween(1, all - all / 8);
        } finally {
            hanging.reversed().forEach(id -> large.request().post("/api/v1/jobs/" + id + "/cancel"));
            await().until(() -> large.count("running") == 0);
        }
    }
}
