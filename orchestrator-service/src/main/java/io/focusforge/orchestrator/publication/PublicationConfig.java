package io.focusforge.orchestrator.publication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How events come to webhook endpoints. */
@ConfigMapping(prefix = "focusforge.event-publication")
public interface PublicationConfig {
    /** Whether events are handed to the worker at all. What happens meanwhile is handed over when they are again. */
    @WithDefault("true")
    boolean enabled();

    /** How often to look for events that were not handed over. */
    @WithDefault("250ms")
    Duration every();

    /** Events handed over at once. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int batchSize();
}
