package io.focusforge.worker.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How large flows may be. */
@ConfigMapping(prefix = "focusforge.flows")
public interface FlowConfig {
    /** The most jobs in a flow, 1 to 1,000. */
    @WithDefault("1000")
    @Min(1)
    @Max(1000)
    int maxJobs();

    /** How many levels of children a flow may have, its root included; the steps of a chain are on one level; 1 to 10. */
    @WithDefault("5")
    @Min(1)
    @Max(10)
    int maxDepth();
}
