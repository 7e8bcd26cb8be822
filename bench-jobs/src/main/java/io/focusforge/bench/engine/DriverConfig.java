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
    @WithDefault("4")
    @Min(1)
    int callers();

    /** How many jobs a batch has. What four callers have under way fits into the slots. */
    @WithDefault("250")
    @Min(1)
    int batch();
}
