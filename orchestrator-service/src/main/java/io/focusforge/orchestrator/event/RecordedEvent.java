package io.focusforge.orchestrator.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event with all that is known of it, in the newest version of its type.
 *
 * @param user whose stream it is of
 * @param actor null for what the service did on its own
 * @param data JSON; null when its user was forgotten
 */
public record RecordedEvent(
        UUID tenant,
        UUID stream,
        int version,
        UUID id,
        String type,
        Instant time,
        UUID user,
        UUID actor,
        String traceparent,
        FeedPosition position,
        String data) {
    public boolean isReadable() {
        return data != null;
    }
}
