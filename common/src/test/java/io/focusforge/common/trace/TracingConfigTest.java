package io.focusforge.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingConfigTest {
    @Test
    void nothingIsSentByDefault() {
        var config = settings(Map.of());
        assertThat(config.disabled()).isTrue();
        assertThat(config.endpoint()).hasToString("http://localhost:4318");
        assertThat(config.protocol()).isEqualTo("http/protobuf");
        assertThat(config.headers()).isEmpty();
        assertThat(config.ratio()).isEqualTo(1.0);
        assertThat(config.databases()).isFalse();
    }

    @Test
    void everySettingIsRead() {
        var config = settings(Map.of(
                "focusforge.tracing.disabled", "false",
                "focusforge.tracing.endpoint", "https://otel.test/api",
                "focusforge.tracing.protocol", "grpc",
                "focusforge.tracing.headers", "a=1,b=2",
                "focusforge.tracing.ratio", "0.1",
                "focusforge.tracing.databases", "true"));
        assertThat(config.disabled()).isFalse();
        assertThat(config.endpoint()).hasToString("https://otel.test/api");
        assertThat(config.protocol()).isEqualTo("grpc");
        assertThat(config.headers()).contains(List.of("a=1", "b=2"));
        assertThat(config.ratio()).isEqualTo(0.1);
        assertThat(config.databases()).isTrue();
    }

    private static TracingConfig settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(TracingConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(TracingConfig.class);
    }
}
