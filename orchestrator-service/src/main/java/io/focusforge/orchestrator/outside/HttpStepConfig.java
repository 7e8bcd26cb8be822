package io.focusforge.orchestrator.outside;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the steps of type `http` may go. */
@ConfigMapping(prefix = "focusforge.chain-http")
public interface HttpStepConfig {
    /** Hosts that chains of all tenants may call: names, `*.example.org` for all below a name, or `*` for every public host. None by default. */
    Optional<Set<String>> allowedHosts();

    /** The same for one tenant, by its id, besides those for all. */
    Map<String, Set<String>> tenantHosts();

    /** Hosts that may be called although their address is not public; they must be allowed as well. */
    Optional<Set<String>> allowedPrivateHosts();

    /** Of an answer, at most; a longer one is refused. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** Connections that are kept open to each host. */
    @WithDefault("32")
    int connections();
}
