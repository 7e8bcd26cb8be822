package io.focusforge.ai.usage;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody spent at a time.
 *
 * @param key of the API; null when the call came without one
 * @param costMicros 0 when the price is not known
 */
public record Spend(UUID tenant, UUID user, UUID key, long costMicros, Instant at) {
    static Spend of(Usage usage) {
        var subject = usage.subject();
        return new Spend(
                subject.tenant(),
                subject.user(),
                subject.key().equals(Usage.Subject.NONE) ? null : subject.key(),
                usage.costMicros() == null ? 0 : usage.costMicros(),
                usage.createdAt());
    }
}
