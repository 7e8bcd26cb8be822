package io.focusforge.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulesConfigTest {
    private static SchedulesConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(SchedulesConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build()
                .getConfigMapping(SchedulesConfig.class);
    }

    @Test
    void hasDefaultsForEverything() {
        var settings = settings(Map.of());
        assertThat(settings.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.batchSize()).isEqualTo(50);
        assertThat(settings.grace()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.maxPerTenant()).isEqualTo(1_000);
        assertThat(settings.history()).isEqualTo(100);
    }

    @Test
    void takesWhatIsGiven() {
        var settings = settings(Map.of(
                "focusforge.schedules.every", "200ms",
                "focusforge.schedules.batch-size", "7",
                "focusforge.schedules.grace", "5m",
                "focusforge.schedules.max-per-tenant", "20",
                "focusforge.schedules.history", "30"));
        assertThat(settings.every()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.batchSize()).isEqualTo(7);
        assertThat(settings.grace()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.maxPerTenant()).isEqualTo(20);
        assertThat(settings.history()).isEqualTo(30);
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatThrownBy(() -> settings(Map.of("focusforge.schedules.leader", "me")))
                .hasMessageContaining("focusforge.schedules.leader");
    }
}
