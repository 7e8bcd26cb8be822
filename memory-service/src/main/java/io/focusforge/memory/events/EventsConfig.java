package io.focusforge.memory.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How it is told what happens to memories. */
@ConfigMapping(prefix = "focusforge.memory.events")
public interface EventsConfig {
    /**
     * How often the store is asked what has happened. Where asking is slow it is done less often, so that it takes at most a twentieth of
     * the time.
     */
    @WithDefault("500MS")
    Duration pollInterval();

    /** Of how many memories it is told at once. */
    @WithDefault("500")
    @Min(1)
    @Max(2000)
    int batchSize();
}
