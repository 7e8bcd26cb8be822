package io.focusforge.worker.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.JobsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueTrafficTest {
    private static final UUID PAYING = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final SmallRyeConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(JobsConfig.class)
            .withMapping(SignalConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withSources(new PropertiesConfigSource(
                    Map.of(
                            "focusforge.jobs.queues",
                            "ai,bulk",
                            "focusforge.signals.tenant-classes." + PAYING,
                            "premium"),
                    "test",
                    500))
            .build();

    private final QueueTraffic traffic = new QueueTraffic(
            CONFIG.getConfigMapping(JobsConfig.class), new TenantClasses(CONFIG.getConfigMapping(SignalConfig.class)));

    private static Stream<QueueTraffic.Passage> jobs(UUID tenant, String... queues) {
        return Stream.of(queues).map(queue -> new QueueTraffic.Passage(tenant, queue));
    }

    private static QueueTraffic.Count count(String queue, String tenantClass, long arrived, long served) {
        return new QueueTraffic.Count(new QueueTraffic.Lane(queue, tenantClass), arrived, served);
    }

    @Test
    void countsByQueueClassAndDirection() {
        traffic.arrived(jobs(OTHER, "ai", "bulk", "ai"));
        traffic.arrived(jobs(PAYING, "ai"));
        traffic.served(jobs(OTHER, "bulk"));
        assertThat(traffic.take())
                .containsExactlyInAnyOrder(
                        count("ai", "standard", 2, 0), count("bulk", "standard", 1, 1), count("ai", "premium", 1, 0));
    }

    @Test
    void handsEachCountOutOnce() {
        traffic.arrived(jobs(OTHER, "ai"));
        traffic.take();
        assertThat(traffic.take()).isEmpty();
    }

    @Test
    void addsWhatWasPutBackToWhatCameMeanwhile() {
        traffic.arrived(jobs(OTHER, "ai"));
        var taken = traffic.take();
        traffic.arrived(jobs(OTHER, "ai"));
        traffic.putBack(taken);
        assertThat(traffic.take()).containsExactly(count("ai", "standard", 2, 0));
    }

    @Test
    void keepsNoCountOfQueuesThatAreNotConfigured() {
        traffic.arrived(jobs(OTHER, "gone"));
        assertThat(traffic.take()).isEmpty();
    }
}
