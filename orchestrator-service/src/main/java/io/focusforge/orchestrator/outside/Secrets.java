package io.focusforge.orchestrator.chainrun;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.focusforge.common.outbound.Destination;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.outside.HttpStepConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Secrets that steps send without knowing them: to the hosts and for the tenants that each is for, and encrypted on the way. */
record Secrets(HttpStepConfig config) {
    private static final String HIDDEN = "[secret]";

    /** @return the headers of a step with their secrets; empty when one may not be sent there */
    Optional<Map<String, String>> headers(Step.Http step, UUID tenant, Destination.Allowed to) {
        var headers = new HashMap<String, String>();
        for (var header : step.secrets().entrySet()) {
            var secret = config.secrets().get(header.getValue().name());
            if (secret == null || !mayGo(secret, tenant, to)) {
                return Optional.empty();
            }
            headers.put(header.getKey(), header.getValue().with(secret.value()));
        }
        return Optional.of(headers);
    }

    private boolean mayGo(HttpStepConfig.Secret secret, UUID tenant, Destination.Allowed to) {
        var host = to.uri().getHost();
        var isPrivate = config.allowedPrivateHosts().orElse(Set.of()).contains(host);
        return secret.tenants().map(tenants -> tenants.contains(tenant)).orElse(true)
                && AllowedHosts.isOneOf(secret.hosts(), host)
                && (isPrivate || "https".equalsIgnoreCase(to.uri().getScheme()));
    }

    /** An answer that repeats what it was sent is kept without it. */
    byte[] hide(Step.Http step, byte[] answer) {
        if (step.secrets().isEmpty()) {
            return answer;
        }
        var text = new String(answer, UTF_8);
        for (var header : step.secrets().values()) {
            text = text.replace(config.secrets().get(header.name()).value(), HIDDEN);
        }
        return text.getBytes(UTF_8);
    }
}
