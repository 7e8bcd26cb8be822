package io.focusforge.memory.conversations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How much is kept of what was said, and how it is removed. */
@ConfigMapping(prefix = "focusforge.conversations")
public interface ConversationConfig {
    /** How many conversations a user may have; older ones have to be deleted before there can be more. */
    @WithDefault("10000")
    @Min(1)
    int maxPerUser();

    /** How many messages a conversation may have. */
    @WithDefault("100000")
    @Min(1)
    @Max(1_000_000_000)
    int maxMessages();

    /**
     * How long the tombstone of a deleted conversation stays; longer than the slowest replica may take to append or to index a message,
     * so that nothing of it is left behind.
     */
    @WithDefault("10M")
    Duration tombstoneRetention();

    /** How often what is left of deleted conversations is removed, and in the end their tombstones; `off` when another replica does it. */
    @WithDefault("1m")
    String sweepEvery();
}
