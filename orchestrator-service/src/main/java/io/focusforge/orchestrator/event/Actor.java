package io.focusforge.orchestrator.event;

import java.util.UUID;

/**
 * Who has done something.
 *
 * @param user null for what the service did on its own
 * @param apiKey null for who has come without one
 */
record Actor(UUID user, UUID apiKey) {
    static final Actor SERVICE = new Actor(null, null);
}
