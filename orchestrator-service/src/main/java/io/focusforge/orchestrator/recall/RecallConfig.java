package io.focusforge.orchestrator.recall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How memories are recalled for a task. */
@ConfigMapping(prefix = "focusforge.recall")
public interface RecallConfig {
    /** How long memory may take; after that a task is analysed without context. */
    @WithDefault("700ms")
    Duration timeout();

    /** Memories that a task gets as context, at most. */
    @WithDefault("5")
    @Min(1)
    @Max(20)
    int limit();
}
