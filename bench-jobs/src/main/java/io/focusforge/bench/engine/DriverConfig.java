package io.focusforge.bench.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How jobs are offered. */
@ConfigMapping(prefix = "bench")
interface DriverConfig {
    /** What each job carries. */
    @WithDefault("nothing")
    String text();

    /** How many callers offer batches at once. */
    @WithDefault("8")
    @Min(1)
    int callers();
}
