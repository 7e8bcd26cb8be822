package io.focusforge.worker.job;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;

/** What jobs there may be. The same in every worker. */
@ConfigMapping(prefix = "focusforge.jobs")
public interface JobsConfig {
    /** The queues of the installation; a job for another one is refused. */
    @WithDefault("ai,default,files,notify")
    @NotEmpty
    Set<String> queues();

    /** The largest payload of a job, as JSON. */
    @WithDefault("256K")
    MemorySize maxPayload();

    /** How long a finished job can still be looked at. */
    @WithDefault("7D")
    Duration retention();

    /** About how many finished jobs of a queue are kept: beyond it, whole days are dropped, never today's and yesterday's. */
    @WithDefault("10000000")
    @Min(1)
    long keptPerQueue();

    /** How often finished jobs past the retention are removed; `off` keeps them for ever. */
    @WithDefault("10m")
    String purgeEvery();
}
