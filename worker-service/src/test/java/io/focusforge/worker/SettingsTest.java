package io.focusforge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.objects.ObjectsConfig;
import io.focusforge.worker.dispatch.DispatchConfig;
import io.focusforge.worker.email.EmailConfig;
import io.focusforge.worker.export.ExportConfig;
import io.focusforge.worker.inference.InferenceConfig;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.payload.PayloadsConfig;
import io.focusforge.worker.progress.ProgressConfig;
import io.focusforge.worker.recover.RecoveryConfig;
import io.focusforge.worker.rollup.RollupConfig;
import io.focusforge.worker.run.RunConfig;
import io.focusforge.worker.signal.SignalConfig;
import io.focusforge.worker.slot.QueueSlots;
import io.focusforge.worker.slot.SlotConfig;
import io.focusforge.worker.watch.WatchConfig;
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
                .withMapping(EmailConfig.class)
                .withMapping(InferenceConfig.class)
                .withMapping(ObjectsConfig.class)
                .withMapping(PayloadsConfig.class)
                .withMapping(ExportConfig.class)
                .withMapping(RollupConfig.class)
                .withMapping(SignalConfig.class)
                .withMapping(ProgressConfig.class)
                .withMapping(WatchConfig.class)
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
                .containsExactly(
                        new QueueSlots("ai", 8),
                        new QueueSlots("default", 16),
                        new QueueSlots("files", 4),
                        new QueueSlots("notify", 16));
        assertThat(slots.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(run.shutdownTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(run.block()).isEqualTo(Duration.ofSeconds(2));
        assertThat(run.cancelCheck()).isEqualTo(Duration.ofMillis(500));
        assertThat(run.finishBatch()).isEqualTo(300);
        assertThat(run.finishLinger()).isEqualTo(Duration.ofMillis(5));
        var jobs = settings.getConfigMapping(JobsConfig.class);
        assertThat(jobs.queues()).containsExactlyInAnyOrder("ai", "default", "files", "notify");
        assertThat(jobs.maxPayload().asLongValue()).isEqualTo(256 * 1024);
        assertThat(jobs.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(jobs.keptPerQueue()).isEqualTo(10_000_000);
        var dispatch = settings.getConfigMapping(DispatchConfig.class);
        assertThat(dispatch.window()).isEqualTo(100);
        assertThat(dispatch.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(dispatch.linger()).isEqualTo(Duration.ofMillis(1));
        var recovery = settings.getConfigMapping(RecoveryConfig.class);
        assertThat(recovery.dispatchTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(recovery.batchSize()).isEqualTo(500);
        assertThat(recovery.consumerIdle()).isEqualTo(Duration.ofMinutes(10));
        var webhooks = settings.getConfigMapping(WebhookConfig.class);
        assertThat(webhooks.allowedPrivateHosts()).isEmpty();
        assertThat(webhooks.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(webhooks.maxEndpoints()).isEqualTo(50);
        assertThat(webhooks.disableAfterFailures()).isEqualTo(20);
        assertThat(webhooks.disableAfter()).isEqualTo(Duration.ofDays(5));
        assertThat(webhooks.secretOverlap()).isEqualTo(Duration.ofHours(24));
        assertThat(webhooks.deliveriesKept()).isEqualTo(200);
        assertThat(webhooks.deliveriesRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(webhooks.orderWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.getConfigMapping(EmailConfig.class).timeout()).isEqualTo(Duration.ofSeconds(30));
        var inference = settings.getConfigMapping(InferenceConfig.class);
        assertThat(inference.concurrency()).isEqualTo(4);
        assertThat(inference.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(inference.retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void haveDefaultsForWhatIsKeptAndCounted() {
        var settings = settings(Map.of());
        var objects = settings.getConfigMapping(ObjectsConfig.class);
        assertThat(objects.url()).isEmpty();
        assertThat(objects.endpoint()).isEmpty();
        assertThat(objects.region()).isEqualTo("us-east-1");
        assertThat(objects.accessKey()).isEmpty();
        assertThat(objects.secretKey()).isEmpty();
        assertThat(objects.pathStyle()).isTrue();
        assertThat(objects.timeout()).isEqualTo(Duration.ofSeconds(30));
        var payloads = settings.getConfigMapping(PayloadsConfig.class);
        assertThat(payloads.maxSize().asLongValue()).isEqualTo(16 * 1024 * 1024);
        assertThat(payloads.maxPerTenant()).isEqualTo(10_000);
        assertThat(payloads.checks()).isEqualTo(4);
        assertThat(payloads.keptUnused()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.getConfigMapping(ExportConfig.class).every()).isEqualTo("off");
        assertThat(settings.getConfigMapping(ExportConfig.class).batchSize()).isEqualTo(20_000);
        assertThat(settings.getConfigMapping(RollupConfig.class).every()).isEqualTo("15m");
        assertThat(settings.getConfigMapping(RollupConfig.class).timeout()).isEqualTo(Duration.ofMinutes(5));
        var signals = settings.getConfigMapping(SignalConfig.class);
        assertThat(signals.horizon()).isEqualTo(Duration.ofMinutes(5));
        assertThat(signals.tenantClasses()).isEmpty();
        assertThat(signals.defaultClass()).isEqualTo("standard");
    }

    @Test
    void boundWhatJobsSayAndWhoListens() {
        var settings = settings(Map.of());
        var progress = settings.getConfigMapping(ProgressConfig.class);
        assertThat(progress.storeEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(progress.maxLines()).isEqualTo(1000);
        assertThat(progress.maxLineLength()).isEqualTo(1000);
        assertThat(progress.purgeEvery()).isEqualTo("10m");
        assertThat(progress.recheck()).isEqualTo(Duration.ofHours(6));
        var watch = settings.getConfigMapping(WatchConfig.class);
        assertThat(watch.lookEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(watch.keepAlive()).isEqualTo(Duration.ofSeconds(10));
        assertThat(watch.longest()).isEqualTo(Duration.ofMinutes(30));
        assertThat(watch.maxStreams()).isEqualTo(200);
        assertThat(watch.maxStreamsPerTenant()).isEqualTo(50);
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
