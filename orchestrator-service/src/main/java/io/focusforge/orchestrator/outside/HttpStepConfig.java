package io.focusforge.orchestrator.outside;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where the steps of type `http` may go. */
@ConfigMapping(prefix = "focusforge.chain-http")
public interface HttpStepConfig {
    /** Hosts that chains of all tenants may call: names, `*.example.org` for all below a name, or `*` for every public host. None by default. */
    Optional<Set<String>> allowedHosts();

    /** The same for one tenant, by its id, besides those for all. */
    Map<String, Set<String>> tenantHosts();

    /** Hosts that may be called although their address is not public; they must be allowed as well. */
    Optional<Set<String>> allowedPrivateHosts();

    /** Values that steps may send in headers although no chain knows them, by the names that chains have for them. */
    Map<String, Secret> secrets();

    /** A value that is sent in place of its name. */
    interface Secret {
        /** What is sent. */
        String value();

        /** Hosts that it may be sent to: names, or `*.example.org` for all below a name. */
        Set<String> hosts();

        /** Whose chains may send it; all tenants' when left out. */
        Optional<Set<UUID>> tenants();
    }

    /** Of an answer, at most; a longer one is refused. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** Connections that are kept open to each host. */
    @WithDefault("32")
    int connections();
}
