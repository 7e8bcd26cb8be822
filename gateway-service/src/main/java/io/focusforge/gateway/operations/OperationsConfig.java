package io.focusforge.gateway.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway looks at the other services. */
@ConfigMapping(prefix = "focusforge.gateway.operations")
public interface OperationsConfig {
    /** How long a service may take to tell its health or its OpenAPI document. */
    @WithDefault("1S")
    Duration timeout();

    /** How long `/health` and `/orchestrator/status` repeat what they have found. */
    @WithDefault("1S")
    Duration healthCache();

    /** How long `/openapi` repeats the merged document. */
    @WithDefault("30S")
    Duration openapiCache();
}
