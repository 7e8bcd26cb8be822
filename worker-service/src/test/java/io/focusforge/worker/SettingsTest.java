package io.focusforge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.worker.dispatch.DispatchConfig;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.recover.RecoveryConfig;
import io.focusforge.worker.run.RunConfig;
import io.focusforge.worker.slot.QueueSlots;
import io.focusforge.worker.slot.SlotConfig;
import io.focusforge.worker.webhook.WebhookConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static SmallRyeConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(JobsConfig.class)
                .withMapping(RunConfig.class)
                .withMapping(SlotConfig.class)
                .withMapping(DispatchConfig.class)
                .withMapping(RecoveryConfig.class)
                .withMapping(WebhookConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build();
    }

    @Test
    void haveDefaultsForEverything() {
        var settings = settings(Map.of());
        var run = settings.getConfigMapping(RunConfig.class);
        var slots = settings.getConfigMapping(SlotConfig.class);
        assertThat(slots.queues())
                .containsExactly(new QueueSlots("ai", 8), new QueueSlots("default", 16), new QueueSlots("notify", 16));
        assertThat(slots.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(run.shutdownTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(run.block()).isEqualTo(Duration.ofSeconds(2));
        assertThat(run.finishBatch()).isEqualTo(1000);
        assertThat(run.finishLinger()).isEqualTo(Duration.ofMillis(5));
        var jobs = settings.getConfigMapping(JobsConfig.class);
        assertThat(jobs.queues()).containsExactlyInAnyOrder("ai", "default", "notify");
        assertThat(jobs.maxPayload().asLongValue()).isEqualTo(256 * 1024);
        assertThat(jobs.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(jobs.keptPerQueue()).isEqualTo(10_000_000);
        var dispatch = settings.getConfigMapping(DispatchConfig.class);
        assertThat(dispatch.window()).isEqualTo(100);
        assertThat(dispatch.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(dispatch.linger()).isEqualTo(Duration.ofMillis(5));
        var recovery = settings.getConfigMapping(RecoveryConfig.class);
        assertThat(recovery.dispatchTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(recovery.batchSize()).isEqualTo(500);
        assertThat(recovery.consumerIdle()).isEqualTo(Duration.ofMinutes(10));
        var webhooks = settings.getConfigMapping(WebhookConfig.class);
        assertThat(webhooks.allowedPrivateHosts()).isEmpty();
        assertThat(webhooks.timeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void takeQueuesWithTheirSlots() {
        var slots = settings(Map.of("focusforge.worker.queues", "ai:2")).getConfigMapping(SlotConfig.class);
        assertThat(slots.queues()).containsExactly(new QueueSlots("ai", 2));
    }

    @Test
    void refuseAnUnknownKey() {
        assertThatThrownBy(() -> settings(Map.of("focusforge.worker.threads", "4")))
                .hasMessageContaining("focusforge.worker.threads");
    }
}
