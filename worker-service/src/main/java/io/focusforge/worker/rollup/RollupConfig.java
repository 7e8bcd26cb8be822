package io.focusforge.worker.rollup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The statistics of finished jobs. */
@ConfigMapping(prefix = "focusforge.rollup")
public interface RollupConfig {
    /** How often the finished jobs of the last seven days are counted, by one of the replicas; `off`: never. */
    @WithDefault("15m")
    String every();

    /** How long counting may take. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 9)
    Duration timeout();
}
