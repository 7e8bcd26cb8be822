package io.focusforge.ai.cache;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The configuration as a service would read it. */
final class Settings {
    private static final String PREFIX = "focusforge.model-cache.";

    private Settings() {}

    static ModelCacheConfig of(Map<String, String> settings) {
        var named = new HashMap<String, String>();
        settings.forEach((name, value) -> named.put(PREFIX + name, value));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(ModelCacheConfig.class)
                .build()
                .getConfigMapping(ModelCacheConfig.class);
    }
}
