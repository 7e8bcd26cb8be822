package io.focusforge.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowConfigTest {
    private static FlowConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(FlowConfig.class)
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build()
                .getConfigMapping(FlowConfig.class);
    }

    @Test
    void hasDefaults() {
        assertThat(settings(Map.of()).maxJobs()).isEqualTo(1000);
        assertThat(settings(Map.of()).maxDepth()).isEqualTo(5);
    }

    @Test
    void isTaken() {
        var settings = settings(Map.of("focusforge.flows.max-jobs", "10", "focusforge.flows.max-depth", "2"));
        assertThat(settings.maxJobs()).isEqualTo(10);
        assertThat(settings.maxDepth()).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatThrownBy(() -> settings(Map.of("focusforge.flows.depth", "2")))
                .hasMessageContaining("focusforge.flows.depth");
    }
}
