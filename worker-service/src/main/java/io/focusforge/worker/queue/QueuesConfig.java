package io.focusforge.worker.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How queues are steered. */
@ConfigMapping(prefix = "focusforge.queues")
public interface QueuesConfig {
    /** How often each replica looks which queues are paused; a pause or a resume takes this long to reach them all; 50 ms to 1 s. */
    @WithDefault("500ms")
    @DurationMin(millis = 50)
    @DurationMax(seconds = 1)
    Duration pauseCheck();
}
