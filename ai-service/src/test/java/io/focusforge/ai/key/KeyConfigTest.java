package io.focusforge.ai.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyConfigTest {
    @Test
    void knownKeysOutliveTheGatewayForFiveMinutesByDefault() {
        var config = read(Map.of());
        assertThat(config.gatewayAway()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.timeout()).hasSeconds(2);
        assertThat(config.cacheSize()).isEqualTo(100_000);
        assertThat(config.maxLookups()).isEqualTo(32);
    }

    @Test
    void everySettingIsRead() {
        var config = read(Map.of("gateway-away", "1S", "timeout", "3S", "cache-size", "4", "max-lookups", "5"));
        assertThat(config.gatewayAway()).hasSeconds(1);
        assertThat(config.timeout()).hasSeconds(3);
        assertThat(config.cacheSize()).isEqualTo(4);
        assertThat(config.maxLookups()).isEqualTo(5);
    }

    static KeyConfig read(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((key, value) -> all.put("focusforge.keys." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(KeyConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(KeyConfig.class);
    }
}
