package io.focusforge.memory.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How it is told what happens to memories. */
@ConfigMapping(prefix = "focusforge.memory.events")
public interface EventsConfig {
    /** How long to wait for more once something has happened, so that much is told at once. */
    @WithDefault("200MS")
    Duration linger();

    /**
     * How often the store is asked for what nobody has told, such as what a replica that died has left. Where asking is slow it is done
     * less often, so that it takes at most a twentieth of the time.
     */
    @WithDefault("1S")
    Duration pollInterval();

    /** Of how many memories it is told at once. */
    @WithDefault("500")
    @Min(1)
    @Max(2000)
    int batchSize();
}
