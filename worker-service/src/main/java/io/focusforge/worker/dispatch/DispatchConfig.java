package io.focusforge.worker.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How ready jobs reach the streams. */
@ConfigMapping(prefix = "focusforge.dispatch")
public interface DispatchConfig {
    /** The most jobs of one queue and priority that are in Redis at a time. */
    @WithDefault("100")
    @Min(1)
    @Max(5000)
    int window();

    /** How often to look for jobs whose time has come, and for those of other replicas, without being woken. */
    @WithDefault("1s")
    Duration pollInterval();

    /** The least pause between two rounds, so that under load they are made of many jobs. */
    @WithDefault("1ms")
    Duration linger();
}
