package io.focusforge.ai.budget;

import io.focusforge.ai.usage.Spend;
import java.time.Instant;
import java.util.UUID;

/** What may be spent. {@code maker} is the user who made it, and on whose behalf webhooks are sent. */
record Budget(UUID tenant, UUID id, UUID maker, Terms terms, Instant createdAt, Instant updatedAt) {
    Window window(Instant at) {
        return terms.period().window(at, terms.zone());
    }

    boolean counts(Spend spend) {
        return tenant.equals(spend.tenant()) && holdsFor(spend.user(), spend.key());
    }

    /** @param key null for none */
    boolean holdsFor(UUID user, UUID key) {
        return switch (terms.scope()) {
            case TENANT -> true;
            case USER -> terms.subject().equals(user);
            case KEY -> terms.subject().equals(key);
        };
    }

    Budget with(Terms changed, Instant now) {
        return new Budget(tenant, id, maker, changed, createdAt, now);
    }
}
