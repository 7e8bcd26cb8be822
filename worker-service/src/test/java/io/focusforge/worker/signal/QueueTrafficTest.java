package io.focusforge.worker.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.JobsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueTrafficTest {
    private static final JobsConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(JobsConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withSources(new PropertiesConfigSource(Map.of("focusforge.jobs.queues", "ai,bulk"), "test", 500))
            .build()
            .getConfigMapping(JobsConfig.class);

    private final QueueTraffic traffic = new QueueTraffic(CONFIG);

    @Test
    void countsByQueueAndDirection() {
        traffic.arrived(Stream.of("ai", "bulk", "ai"));
        traffic.served(Stream.of("bulk"));
        assertThat(traffic.take())
                .containsExactlyInAnyOrder(new QueueTraffic.Count("ai", 2, 0), new QueueTraffic.Count("bulk", 1, 1));
    }

    @Test
    void handsEachCountOutOnce() {
        traffic.arrived(Stream.of("ai"));
        traffic.take();
        assertThat(traffic.take()).isEmpty();
    }

    @Test
    void addsWhatWasPutBackToWhatCameMeanwhile() {
        traffic.arrived(Stream.of("ai"));
        var taken = traffic.take();
        traffic.arrived(Stream.of("ai"));
        traffic.putBack(taken);
        assertThat(traffic.take()).containsExactly(new QueueTraffic.Count("ai", 2, 0));
    }

    @Test
    void keepsNoCountOfQueuesThatAreNotConfigured() {
        traffic.arrived(Stream.of("gone"));
        assertThat(traffic.take()).isEmpty();
    }
}
