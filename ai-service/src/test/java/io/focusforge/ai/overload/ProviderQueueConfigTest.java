package io.focusforge.ai.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderQueueConfigTest {
    @Test
    void callsWaitAMomentByDefault() {
        var config = read(Map.of());
        assertThat(config.adaptive()).isTrue();
        assertThat(config.maxWaiting()).isEqualTo(100);
        assertThat(config.maxWait()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void everySettingIsRead() {
        var config = read(Map.of("adaptive", "false", "max-waiting", "1", "max-wait", "2S"));
        assertThat(config.adaptive()).isFalse();
        assertThat(config.maxWaiting()).isEqualTo(1);
        assertThat(config.maxWait()).hasSeconds(2);
    }

    private static ProviderQueueConfig read(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((key, value) -> all.put("focusforge.provider-queue." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(ProviderQueueConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(ProviderQueueConfig.class);
    }
}
