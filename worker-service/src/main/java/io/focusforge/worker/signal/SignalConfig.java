package io.focusforge.worker.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the signals for scaling are made. */
@ConfigMapping(prefix = "focusforge.signals")
public interface SignalConfig {
    /** How often each replica counts the jobs of all queues; less often while that takes long. `off` leaves this replica without signals. */
    @WithDefault("5s")
    String every();

    /** How long a count is shown when no newer one can be made; then there is none, so that a scaler keeps what it has. */
    @WithDefault("1m")
    Duration validFor();
}
