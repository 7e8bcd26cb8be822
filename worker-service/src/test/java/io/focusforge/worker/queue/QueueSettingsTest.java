package io.focusforge.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.worker.signal.SignalConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueSettingsTest {
    private static SmallRyeConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(QueuesConfig.class)
                .withMapping(SignalConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build();
    }

    @Test
    void haveDefaultsThatKeepTheSecond() {
        var settings = settings(Map.of());
        assertThat(settings.getConfigMapping(QueuesConfig.class).pauseCheck()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.getConfigMapping(SignalConfig.class).every()).isEqualTo("5s");
        assertThat(settings.getConfigMapping(SignalConfig.class).validFor()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void areTaken() {
        var settings = settings(Map.of("focusforge.queues.pause-check", "100ms", "focusforge.signals.every", "off"));
        assertThat(settings.getConfigMapping(QueuesConfig.class).pauseCheck()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.getConfigMapping(SignalConfig.class).every()).isEqualTo("off");
    }

    @Test
    void refuseAnUnknownKey() {
        assertThatThrownBy(() -> settings(Map.of("focusforge.queues.pause", "1s")))
                .hasMessageContaining("focusforge.queues.pause");
    }
}
