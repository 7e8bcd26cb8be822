package io.focusforge.memory.messagesearch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How messages get into their search index. */
@ConfigMapping(prefix = "focusforge.conversations.index")
public interface MessageIndexConfig {
    /** How many appends are indexed at once. */
    @WithDefault("64")
    @Min(1)
    @Max(500)
    int batchSize();

    /** How many appends may wait in memory; more are found in the store by the next poll. */
    @WithDefault("1000")
    @Min(1)
    int queueSize();

    /**
     * How often the store is asked for appends that nobody announced, such as those of a replica that died. Where asking is slow it is
     * done less often, so that it takes at most a twentieth of the time.
     */
    @WithDefault("1S")
    Duration pollInterval();
}
