package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSettingsTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "base-url", "http://x",
            "models", "m,n",
            "api-key", "sk-1",
            "headers", "X-Team: blue",
            "prices.\"m\".input", "1",
            "prices.\"m\".output", "2");

    @Test
    void whatIsReadTwiceIsTheSame() {
        assertThat(SameSettings.of(read(SETTINGS), read(SETTINGS))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "base-url, http://y",
        "models, m",
        "api-key, sk-2",
        "headers, X-Team: red",
        "prices.\"m\".output, 3",
        "retries, 7",
        "dialect, azure",
        "deployments.\"m\", d",
    })
    void anySettingMakesADifference(String setting, String value) {
        var changed = new HashMap<>(SETTINGS);
        changed.put(setting, value);
        assertThat(SameSettings.of(read(SETTINGS), read(changed))).isFalse();
    }

    private static ProviderConfig read(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("focusforge.ai.providers.it." + name, value));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(ConfigMappings.ConfigClass.configClass(AiConfig.class))
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(AiConfig.class)
                .providers()
                .get("it");
    }
}
