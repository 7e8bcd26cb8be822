package io.focusforge.orchestrator.mcpclient;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** MCP servers whose tools chains and agents may use. */
@ConfigMapping(prefix = "focusforge.mcp")
public interface McpConfig {
    /** Servers of the operator, by name; a tenant cannot have one of the same name. */
    Map<String, Declared> servers();

    /** Hosts of servers that may be called although their address is not public. */
    Optional<Set<String>> allowedPrivateHosts();

    /** Servers that a tenant may name. */
    @WithDefault("50")
    @Min(0)
    @Max(1000)
    int serversPerTenant();

    /** How long a server may take to say which tools it has. */
    @WithDefault("10S")
    Duration listTimeout();

    /** How long the list of a server's tools is believed. */
    @WithDefault("1M")
    Duration rememberTools();

    /** Tools of one server that are looked at, the first ones. */
    @WithDefault("200")
    @Min(1)
    @Max(1000)
    int maxTools();

    /** A server of the operator. */
    interface Declared {
        /** Where it speaks MCP by streamable HTTP. */
        String url();

        /** What is sent along, such as `Authorization`. */
        Map<String, String> headers();

        /** Who may use it; all tenants when left out. */
        Optional<Set<UUID>> tenants();
    }
}
