package io.focusforge.memory.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How memories get into the search index. */
@ConfigMapping(prefix = "focusforge.memory.index")
public interface IndexConfig {
    /** How many memories are indexed at once. */
    @WithDefault("64")
    @Min(1)
    @Max(500)
    int batchSize();

    /** How long to wait for more memories once there is one. */
    @WithDefault("50MS")
    Duration linger();

    /** How many changes may wait in memory; more are found in the store by the next poll. */
    @WithDefault("1000")
    @Min(1)
    int queueSize();

    /**
     * How often the store is asked for changes that nobody announced, such as those of a replica that died. Where asking is slow it is
     * done less often, so that it takes at most a twentieth of the time.
     */
    @WithDefault("1S")
    Duration pollInterval();

    /** How long ai-service may take for a batch. */
    @WithDefault("30S")
    Duration embeddingTimeout();

    /** The first wait after a failure; doubled up to the longest one. */
    @WithDefault("200MS")
    Duration firstBackoff();

    /** The longest wait after a failure. */
    @WithDefault("10S")
    Duration longestBackoff();
}
