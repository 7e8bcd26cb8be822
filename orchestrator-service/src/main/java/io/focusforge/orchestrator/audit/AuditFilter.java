package io.focusforge.orchestrator.audit;

import io.focusforge.common.event.TypePattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which entries are asked for; null and empty do not limit.
 *
 * @param actor a user
 * @param byService whether only what the service did on its own is asked for
 * @param from included
 * @param to not included
 */
record AuditFilter(UUID actor, boolean byService, List<TypePattern> types, UUID subject, Instant from, Instant to) {
    /** By which a cursor is known to be of the same query. */
    int number() {
        return ("audit/" + this).hashCode();
    }
}
