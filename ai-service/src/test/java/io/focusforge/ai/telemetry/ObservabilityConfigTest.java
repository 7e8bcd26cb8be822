package io.focusforge.ai.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservabilityConfigTest {
    @Test
    void everySettingHasADefaultAndIsRead() {
        assertThat(settings(Map.of()).maxContent()).isEqualTo(32_768);
        assertThat(settings(Map.of()).cacheFor()).hasSeconds(2);
        var config = settings(
                Map.of("focusforge.observability.max-content", "5", "focusforge.observability.cache-for", "6S"));
        assertThat(config.maxContent()).isEqualTo(5);
        assertThat(config.cacheFor()).hasSeconds(6);
    }

    private static ObservabilityConfig settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ObservabilityConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ObservabilityConfig.class);
    }
}
