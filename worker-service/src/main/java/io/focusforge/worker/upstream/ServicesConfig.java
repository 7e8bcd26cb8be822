package io.focusforge.worker.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;

/** Where the other services are. */
@ConfigMapping(prefix = "focusforge.services")
public interface ServicesConfig {
    /** By name: `orchestrator`, `memory`, …. */
    @WithParentName
    Map<String, Service> byName();

    /** Another service. */
    interface Service {
        /** Base URL, without a path. */
        URI url();
    }
}
