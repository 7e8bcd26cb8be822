package io.focusforge.worker.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The export of events to the object store. */
@ConfigMapping(prefix = "focusforge.export")
public interface ExportConfig {
    /**
     * How often events are exported, such as `5m`: often enough that the streams (`focusforge.outbox.stream-length`) hold what comes meanwhile,
     * and within the outboxes' retention. `off`: they are not exported.
     */
    @WithDefault("off")
    String every();

    /** The most events that are read at once; each tenant and hour among them gets a part. */
    @WithDefault("20000")
    @Min(1)
    @Max(100000)
    int batchSize();
}
