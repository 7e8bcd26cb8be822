package io.focusforge.common.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the services call each other. */
@ConfigMapping(prefix = "focusforge.service-client")
public interface ServiceClientConfig {
    /** Connections that are kept open to each service. */
    @WithDefault("128")
    @Min(1)
    @Max(10000)
    int connections();

    /** How long to try to reach a service. */
    @WithDefault("2S")
    Duration connectTimeout();
}
