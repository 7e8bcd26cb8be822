package io.focusforge.worker.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitConfigTest {
    static SplitConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(SplitConfig.class)
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build()
                .getConfigMapping(SplitConfig.class);
    }

    @Test
    void hasDefaultsAndTakesWhatIsGiven() {
        assertThat(settings(Map.of()).maxTokens()).isEqualTo(256);
        assertThat(settings(Map.of()).overlapTokens()).isEqualTo(40);
        assertThat(settings(Map.of("focusforge.split.max-tokens", "128")).maxTokens())
                .isEqualTo(128);
        assertThat(settings(Map.of("focusforge.split.overlap-tokens", "0")).overlapTokens())
                .isZero();
    }
}
