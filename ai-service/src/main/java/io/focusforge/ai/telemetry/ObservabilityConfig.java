package io.focusforge.ai.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The texts of calls in spans, for tenants that want them there. */
@ConfigMapping(prefix = "focusforge.observability")
public interface ObservabilityConfig {
    /** How many characters of a prompt, and as many of its answer, are in a span. */
    @WithDefault("32768")
    @Min(1)
    @Max(1_000_000)
    int maxContent();

    /** How old what a replica knows of a tenant's wish may be; a change at another replica holds after this time. */
    @WithDefault("2S")
    Duration cacheFor();
}
