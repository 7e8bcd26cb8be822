package io.focusforge.memory.memories;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long memories are kept, and what was before them. */
@ConfigMapping(prefix = "focusforge.memory")
public interface MemoryConfig {
    /** How long a short-term memory lives that does not say when it expires. */
    @WithDefault("24H")
    Duration shortTermTtl();

    /** How long a memory's `Idempotency-Key` is remembered at least, even when the memory is deleted meanwhile. */
    @WithDefault("24H")
    Duration idempotencyRetention();

    /**
     * How long the tombstone of a deleted memory stays at least; longer than the slowest replica may take to index a memory, so that
     * none brings it back into the index.
     */
    @WithDefault("10M")
    Duration tombstoneRetention();

    /** How many revisions of a memory its history keeps. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int historyRevisions();
}
