package io.focusforge.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/** What this process runs. */
@ConfigMapping(prefix = "focusforge.worker")
public interface RunConfig {
    /** The queues that this process serves, each with the number of jobs that run at once: `ai:8,default:16`. */
    @WithDefault("ai:8,default:16,notify:16")
    List<QueueSlots> queues();

    /** A running job whose worker has not been heard of for this long is given to another; renewed at a third of it. */
    @WithDefault("20s")
    Duration lease();

    /** How long an idle consumer waits for messages before it asks again. */
    @WithDefault("5s")
    Duration block();

    /** How many ended jobs are recorded in one transaction. */
    @WithDefault("200")
    @Min(1)
    @Max(2000)
    int finishBatch();

    /** How long an ended job may wait for others that are recorded with it. */
    @WithDefault("20ms")
    Duration finishLinger();

    /** How long running jobs may go on when the process is asked to stop; then they are handed back to the queue. */
    @WithDefault("10s")
    Duration shutdownTimeout();
}
