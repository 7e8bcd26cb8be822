package io.focusforge.common.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a request is remembered under its `Idempotency-Key`. */
@ConfigMapping(prefix = "focusforge.idempotency")
public interface IdempotencyConfig {
    /** A request asked again within this gets the first answer. */
    @WithDefault("24H")
    Duration retention();

    /** A first request without an answer is taken for dead after this; longer than any request may take. */
    @WithDefault("30S")
    Duration inProgress();

    /** How often keys past the retention are removed; `off` for a service that keeps none. */
    @WithDefault("10m")
    String purgeEvery();
}
