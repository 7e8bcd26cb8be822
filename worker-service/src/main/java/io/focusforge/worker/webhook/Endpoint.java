package io.focusforge.worker.webhook;

import java.time.Instant;
import java.util.UUID;

/** A receiver, which belongs to a user. */
record Endpoint(
        UUID tenant,
        UUID user,
        UUID id,
        Target target,
        Keys keys,
        Health health,
        Instant createdAt,
        Instant updatedAt) {
    Endpoint with(Target changed, Health judged, Instant now) {
        return new Endpoint(tenant, user, id, changed, keys, judged, createdAt, now);
    }

    Endpoint with(Keys changed, Instant now) {
        return new Endpoint(tenant, user, id, target, changed, health, createdAt, now);
    }
}
