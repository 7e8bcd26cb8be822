package io.focusforge.orchestrator.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sagas are kept. */
@ConfigMapping(prefix = "focusforge.sagas")
public interface SagasConfig {
    /** How often to look for sagas whose run has ended without them, which get another one; `off` to look never. */
    @WithDefault("5s")
    String lookEvery();

    /** How long sagas are kept after their end. */
    @WithDefault("30D")
    Duration retention();

    /** How often sagas past the retention are removed; `off` to remove none. */
    @WithDefault("10m")
    String purgeEvery();
}
