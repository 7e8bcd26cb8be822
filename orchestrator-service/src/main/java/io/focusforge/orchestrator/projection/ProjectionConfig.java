package io.focusforge.orchestrator.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How read models are made anew. */
@ConfigMapping(prefix = "focusforge.projections")
public interface ProjectionConfig {
    /** How often a replica looks for a rebuild to go on with. */
    @WithDefault("1s")
    Duration lookEvery();

    /** Events read at once, which are in memory together. */
    @WithDefault("2000")
    @Min(1)
    @Max(50000)
    int batchSize();

    /** How long a switch waits for somebody who is writing a row that differs, before it lets them through and tries again. */
    @WithDefault("1s")
    Duration switchWait();

    /** A rebuild whose steps failed so many times one after the other has failed. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int mostFailures();
}
