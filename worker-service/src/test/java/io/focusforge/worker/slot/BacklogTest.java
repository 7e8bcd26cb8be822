package io.focusforge.worker.slot;

import static io.focusforge.worker.slot.Backlog.Ahead.ITS_OWN;
import static io.focusforge.worker.slot.Backlog.Ahead.NOBODY;
import static io.focusforge.worker.slot.Backlog.Ahead.OTHERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.StreamKey;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final StreamKey HIGH = new StreamKey("ai", Priority.HIGH);
    private static final StreamKey NORMAL = new StreamKey("ai", Priority.NORMAL);
    private static final UUID LARGE = UUID.randomUUID();
    private static final UUID SMALL = UUID.randomUUID();

    private final DispatchBell bell = new DispatchBell();
    private final Backlog backlog = new Backlog(bell, queues());

    private static JobsConfig queues() {
        return new SmallRyeConfigBuilder()
                .withMapping(JobsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValue("focusforge.jobs.queues", "ai,files")
                .build()
                .getConfigMapping(JobsConfig.class);
    }

    @BeforeEach
    void empty() {
        assertThat(backlog.aheadOf(NORMAL, SMALL)).isEqualTo(ITS_OWN);
        backlog.know(Map.of(), Set.of());
    }

    private boolean rang() throws InterruptedException {
        return bell.await(Duration.ofMillis(1));
    }

    @Test
    void letsAJobPassWhenNobodyWaits() {
        assertThat(backlog.aheadOf(NORMAL, SMALL)).isEqualTo(NOBODY);
        assertThat(backlog.isIn("ai")).isFalse();
    }

    @Test
    void tellsATenantsOwnJobsFromThoseOfOthers() {
        backlog.add(NORMAL, LARGE);
        assertThat(backlog.aheadOf(NORMAL, LARGE)).isEqualTo(ITS_OWN);
        assertThat(backlog.aheadOf(NORMAL, SMALL)).isEqualTo(OTHERS);
        assertThat(backlog.isIn("ai")).isTrue();
        assertThat(backlog.isIn("files")).isFalse();
    }

    @Test
    void letsNobodyPassASoonerPriority() {
        backlog.add(HIGH, LARGE);
        assertThat(backlog.aheadOf(NORMAL, SMALL)).isEqualTo(ITS_OWN);
        backlog.know(Map.of(), Set.of());
        backlog.add(NORMAL, LARGE);
        assertThat(backlog.aheadOf(HIGH, LARGE)).isEqualTo(NOBODY);
    }

    @Test
    void takesEveryTenantForOneThatWaitsWhenTheyWereTooManyToLookAt() {
        backlog.know(Map.of(NORMAL, new Backlog.Waiting(Set.of(), true)), Set.of());
        assertThat(backlog.aheadOf(NORMAL, SMALL)).isEqualTo(ITS_OWN);
    }

    @Test
    void ringsForFreedSlotsAlsoWhereOnlyLimitsHoldJobs() throws InterruptedException {
        backlog.know(Map.of(), Set.of("ai"));
        assertThat(backlog.isIn("ai")).isFalse();
        backlog.slotsFreed("ai");
        assertThat(rang()).isTrue();
        backlog.slotsFreed("files");
        assertThat(rang()).isFalse();
    }

    @Test
    void ringsAgainWhenEndsAreOnRecordThatCountedAgainstALimit() throws InterruptedException {
        backlog.know(Map.of(), Set.of("ai"));
        backlog.limitsFreed("ai");
        assertThat(rang()).isTrue();
        backlog.limitsFreed("files");
        assertThat(rang()).isFalse();
    }

    @Test
    void wakesWhoWaitsForItsEnd() throws InterruptedException {
        backlog.add(NORMAL, LARGE);
        var emptied = Thread.ofVirtual().start(() -> backlog.know(Map.of(), Set.of()));
        backlog.awaitNone("ai", Duration.ofMinutes(1));
        emptied.join();
        assertThat(backlog.isIn("ai")).isFalse();
    }
}
