package io.focusforge.orchestrator.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.focusforge.common.outbound.Destination;
import io.focusforge.orchestrator.definition.SecretHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Secrets that are sent without whoever names them knowing them: to the hosts and for the tenants that each is for, and encrypted on the way. */
public record Secrets(HttpStepConfig config) {
    private static final String HIDDEN = "[secret]";

    /**
     * @param named headers, by their names
     * @param privateHosts those that may be called without TLS
     * @return the headers with their secrets; empty when one may not be sent there
     */
    public Optional<Map<String, String>> headers(
            Map<String, SecretHeader> named, UUID tenant, Destination.Allowed to, Set<String> privateHosts) {
        var headers = new HashMap<String, String>();
        for (var header : named.entrySet()) {
            var secret = config.secrets().get(header.getValue().name());
            if (secret == null || !mayGo(secret, tenant, to, privateHosts)) {
                return Optional.empty();
            }
            headers.put(header.getKey(), header.getValue().with(secret.value()));
        }
        return Optional.of(headers);
    }

    private static boolean mayGo(
            HttpStepConfig.Secret secret, UUID tenant, Destination.Allowed to, Set<String> privateHosts) {
        var host = to.uri().getHost();
        return secret.tenants().map(tenants -> tenants.contains(tenant)).orElse(true)
                && AllowedHosts.isOneOf(secret.hosts(), host)
                && (privateHosts.contains(host)
                        || "https".equalsIgnoreCase(to.uri().getScheme()));
    }

    /** An answer that repeats what it was sent is kept without it. */
    public byte[] hide(Map<String, SecretHeader> named, byte[] answer) {
        if (named.isEmpty()) {
            return answer;
        }
        var text = new String(answer, UTF_8);
        for (var header : named.values()) {
            text = text.replace(config.secrets().get(header.name()).value(), HIDDEN);
        }
        return text.getBytes(UTF_8);
    }
}
