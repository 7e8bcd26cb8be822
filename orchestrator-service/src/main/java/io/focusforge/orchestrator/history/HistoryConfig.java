package io.focusforge.orchestrator.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How the past is read. */
@ConfigMapping(prefix = "focusforge.history")
public interface HistoryConfig {
    /** Who had to go through more events than this to see something as it was leaves a snapshot for the next one. */
    @WithDefault("100")
    @Min(1)
    @Max(100000)
    int snapshotAfter();
}
