package io.focusforge.orchestrator.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;

/** Where the services are that this one calls. */
@ConfigMapping(prefix = "focusforge.services")
public interface ServicesConfig {
    /** Base URL of ai-service. */
    @WithName("ai.url")
    @WithDefault("http://localhost:8082")
    URI ai();

    /** Base URL of memory-service. */
    @WithName("memory.url")
    @WithDefault("http://localhost:8083")
    URI memory();

    /** Base URL of worker-service. */
    @WithName("worker.url")
    @WithDefault("http://localhost:8084")
    URI worker();

    /** Connections that are kept open to each service. */
    @WithDefault("128")
    int connections();

    /** How long to try to reach a service. */
    @WithDefault("2S")
    Duration connectTimeout();
}
