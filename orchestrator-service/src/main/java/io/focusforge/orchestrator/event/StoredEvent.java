package io.focusforge.orchestrator.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it was stored, in the newest version of its type.
 *
 * @param actor null for what the service did on its own
 * @param data JSON
 */
public record StoredEvent(int version, String type, Instant time, UUID actor, String data) {
    public static StoredEvent of(RecordedEvent event) {
        return new StoredEvent(event.version(), event.type(), event.time(), event.actor(), event.data());
    }
}
