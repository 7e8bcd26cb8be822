package io.focusforge.ai.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardConfigTest {
    @Test
    void changesNothingByDefault() {
        var config = settings(Map.of());
        assertThat(config.mask()).isEqualTo(Masking.OFF);
        assertThat(config.markToolResults()).isFalse();
        assertThat(config.changesEvery()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everySettingIsRead() {
        var config = settings(Map.of(
                "focusforge.guard.mask", "restore",
                "focusforge.guard.mark-tool-results", "true",
                "focusforge.guard.changes-every", "2S"));
        assertThat(config.mask()).isEqualTo(Masking.RESTORE);
        assertThat(config.markToolResults()).isTrue();
        assertThat(config.changesEvery()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void refusesUnknownSettings() {
        assertThatThrownBy(() -> settings(Map.of("focusforge.guard.unknown", "1")))
                .isInstanceOf(ConfigValidationException.class);
    }

    private static GuardConfig settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(GuardConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(GuardConfig.class);
    }
}
