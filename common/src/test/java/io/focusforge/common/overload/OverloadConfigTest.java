package io.focusforge.common.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverloadConfigTest {
    @Test
    void limitsTheProcessByDefault() {
        var config = read(Map.of());
        assertThat(config.enabled()).isTrue();
        assertThat(config.initialLimit()).isEqualTo(64);
        assertThat(config.minLimit()).isEqualTo(16);
        assertThat(config.maxLimit()).isEqualTo(2000);
        assertThat(config.toleratedDelay()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.toleratedLag()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.maxBodyBytes()).isEmpty();
        assertThat(config.maxWaiting()).isEqualTo(1024);
        assertThat(config.maxWait()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.maxUnderWay()).isEqualTo(20_000);
        assertThat(config.highPlans()).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        var config = read(Map.of(
                "initial-limit", "2",
                "min-limit", "1",
                "max-limit", "3",
                "tolerated-delay", "4ms",
                "tolerated-lag", "8ms",
                "max-body-bytes", "9K",
                "max-waiting", "5",
                "max-wait", "6S",
                "max-under-way", "7",
                "high-plans", "gold,platinum"));
        assertThat(config.initialLimit()).isEqualTo(2);
        assertThat(config.minLimit()).isEqualTo(1);
        assertThat(config.maxLimit()).isEqualTo(3);
        assertThat(config.toleratedDelay()).hasMillis(4);
        assertThat(config.toleratedLag()).hasMillis(8);
        assertThat(config.maxBodyBytes().map(MemorySize::asLongValue)).contains(9L * 1024);
        assertThat(config.maxWaiting()).isEqualTo(5);
        assertThat(config.maxWait()).hasSeconds(6);
        assertThat(config.maxUnderWay()).isEqualTo(7);
        assertThat(config.highPlans()).contains(Set.of("gold", "platinum"));
    }

    @Test
    void canBeSwitchedOff() {
        assertThat(read(Map.of("enabled", "false")).enabled()).isFalse();
    }

    static OverloadConfig read(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((key, value) -> all.put("focusforge.overload." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(OverloadConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(OverloadConfig.class);
    }
}
