package io.focusforge.orchestrator.outside;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The hosts that the chains of a tenant may call. */
public record AllowedHosts(HttpStepConfig config) {
    public boolean allows(UUID tenant, String host) {
        return isOneOf(config.allowedHosts().orElse(Set.of()), host)
                || isOneOf(config.tenantHosts().getOrDefault(tenant.toString(), Set.of()), host);
    }

    static boolean isOneOf(Set<String> patterns, String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals("*")
                || (pattern.startsWith("*.") ? name.endsWith(pattern.substring(1)) : name.equals(pattern));
    }
}
