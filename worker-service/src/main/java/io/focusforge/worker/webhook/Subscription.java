package io.focusforge.worker.webhook;

import java.util.UUID;

/** An endpoint that takes deliveries, as far as it matters to whom an event goes. */
record Subscription(UUID user, UUID endpoint, Target target) {
    boolean wants(PublishEvents.Published event) {
        return user.equals(event.userId()) && target.wants(event.type());
    }
}
