package io.focusforge.worker.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An endpoint in an answer.
 *
 * @param secret in the answer that made it only
 * @param formerSecretUntil how long the replaced secret still signs, if one was replaced of late
 * @param disabledReason {@code manual}, {@code failures} or {@code gone}
 * @param failures deliveries in a row that were given up
 * @param failingSince the first failed attempt since the last success
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointView(
        UUID id,
        String url,
        String description,
        List<String> events,
        boolean enabled,
        Instant disabledAt,
        String disabledReason,
        int failures,
        Instant failingSince,
        String secret,
        Instant formerSecretUntil,
        Instant createdAt,
        Instant updatedAt) {
    static EndpointView of(Endpoint endpoint, Instant now) {
        return of(endpoint, now, null);
    }

    static EndpointView withSecret(Endpoint endpoint, Instant now) {
        return of(endpoint, now, endpoint.keys().present().reveal());
    }

    private static EndpointView of(Endpoint endpoint, Instant now, String secret) {
        var target = endpoint.target();
        var health = endpoint.health();
        return new EndpointView(
                endpoint.id(),
                target.url(),
                target.description(),
                target.events(),
                health.isEnabled(),
                health.isEnabled() ? null : health.disabled().at(),
                health.isEnabled() ? null : health.disabled().reason().text(),
                health.failures(),
                health.failingSince(),
                secret,
                endpoint.keys().isFormerValid(now) ? endpoint.keys().formerUntil() : null,
                endpoint.createdAt(),
                endpoint.updatedAt());
    }
}
