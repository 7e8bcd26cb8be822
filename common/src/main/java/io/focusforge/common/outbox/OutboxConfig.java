package io.focusforge.common.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How events and jobs leave the database of a service. */
@ConfigMapping(prefix = "focusforge.outbox")
public interface OutboxConfig {
    /** How often to look without being woken; also the pause after a failure. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** The least pause between two looks, so that under load many messages are told at once. What comes alone is told at once, too. */
    @WithDefault("50ms")
    Duration linger();

    /** Messages told at once. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int batchSize();

    /** How long told messages are kept, to be told again when Redis has lost its data. */
    @WithDefault("1H")
    Duration retention();

    /** How often told messages past the retention are removed; `off` for a service without an outbox. */
    @WithDefault("60s")
    String purgeEvery();

    /** Streams that events are spread over, by tenant. The same in all services; never lowered. */
    @WithDefault("8")
    @Min(1)
    @Max(1024)
    int eventShards();

    /** About how many events a stream keeps when they come many at a time; where each comes alone, a tenth of it. */
    @WithDefault("100000")
    @Min(1000)
    int streamLength();
}
