package io.focusforge.worker.slot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What this process runs, and for how long it holds a job without being heard of. */
@ConfigMapping(prefix = "focusforge.worker")
public interface SlotConfig {
    /** The queues that this process serves, each with the number of jobs that run at once: `ai:8,default:16`. */
    @WithDefault("ai:8,default:16,files:4,notify:16")
    List<QueueSlots> queues();

    /** A running job whose worker has not been heard of for this long is given to another; renewed at a third of it. */
    @WithDefault("20s")
    Duration lease();
}
