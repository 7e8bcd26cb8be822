package io.focusforge.memory.expiry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How expired memories are removed. They are hidden as soon as they expire, whenever this runs. */
@ConfigMapping(prefix = "focusforge.memory.expiry")
public interface ExpiryConfig {
    /** How often expired memories and old tombstones are removed; `off` when another replica does it. */
    @WithDefault("1m")
    String sweepEvery();

    /** How many are removed at once. */
    @WithDefault("200")
    @Min(1)
    @Max(5000)
    int batchSize();
}
