package io.focusforge.common.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;

/** Where the other services are. */
@ConfigMapping(prefix = "focusforge.services")
public interface ServicesConfig {
    /** Addresses by name: `gateway`, `orchestrator`, `ai`, `memory` and `worker`. */
    @WithParentName
    Map<String, Endpoint> endpoints();

    default Endpoint of(Service service) {
        var endpoint = endpoints().get(service.key());
        if (endpoint == null) {
            throw new IllegalStateException("focusforge.services." + service.key() + ".url is not set");
        }
        return endpoint;
    }

    /** The two addresses of a service. */
    interface Endpoint {
        /** Where it answers requests; on one machine by default. */
        URI url();

        /** Where it shows its health, metrics and OpenAPI document. */
        URI managementUrl();
    }
}
