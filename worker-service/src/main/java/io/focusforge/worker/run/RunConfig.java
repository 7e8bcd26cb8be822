package io.focusforge.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How this process runs jobs. */
@ConfigMapping(prefix = "focusforge.worker")
public interface RunConfig {
    /** How long an idle consumer waits for messages before it asks again; less than `focusforge.redis.streams.read-idle-timeout`. */
    @WithDefault("2s")
    Duration block();

    /** How often to look whether a job that is running here was cancelled; the longest that its handler goes on. */
    @WithDefault("500ms")
    Duration cancelCheck();

    /** How many ended jobs are recorded in one transaction. */
    @WithDefault("300")
    @Min(1)
    @Max(2000)
    int finishBatch();

    /** How long an ended job waits for others that are recorded with it, unless many have ended already. */
    @WithDefault("5ms")
    Duration finishLinger();

    /** How long running jobs may go on when the process is asked to stop; then they are handed back to the queue. */
    @WithDefault("10s")
    Duration shutdownTimeout();
}
