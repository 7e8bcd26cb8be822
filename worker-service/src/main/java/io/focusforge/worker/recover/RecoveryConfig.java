package io.focusforge.worker.recover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the worker recovers from crashes. */
@ConfigMapping(prefix = "focusforge.recovery")
public interface RecoveryConfig {
    /** How often to look for jobs whose worker died; `off` leaves it to other replicas. */
    @WithDefault("1s")
    String sweepEvery();

    /** A dispatched job that is not started within this is looked for in Redis, and dispatched again if it is not there. */
    @WithDefault("30s")
    Duration dispatchTimeout();

    /** Jobs put right in one transaction. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int batchSize();

    /** Consumers that have read nothing for this long are removed from Redis. */
    @WithDefault("10M")
    Duration consumerIdle();
}
