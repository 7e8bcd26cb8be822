package io.focusforge.ai.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the use of models is written down. */
@ConfigMapping(prefix = "focusforge.usage")
public interface LedgerConfig {
    /** How often the use of models in process, which costs nothing, is written; a crash loses at most this much of it. */
    @WithDefault("200ms")
    Duration flushEvery();

    /** How many sums (one for each user and model) and unwritten calls are held at most while the database is away. */
    @WithDefault("10000")
    @Min(1)
    int bufferSize();

    /** How long a call waits for room in a full buffer, before its use is only logged. */
    @WithDefault("500ms")
    Duration fullWait();
}
