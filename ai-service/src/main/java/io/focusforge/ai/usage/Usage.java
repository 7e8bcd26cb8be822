package io.focusforge.ai.usage;

import io.focusforge.common.id.Ids;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One row of the ledger: a call, or several alike that were summed up.
 *
 * @param costMicros micro-dollars; null when the price is not known
 * @param requestId the trace of the call; null when several are summed up
 */
record Usage(
        UUID id, Subject subject, int calls, TokenUsage tokens, Long costMicros, String requestId, Instant createdAt) {
    enum Kind {
        CHAT,
        EMBEDDING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What rows that are summed up have in common. */
    record Subject(UUID tenant, UUID user, String provider, String model, Kind kind) {}

    static Usage of(Subject subject, TokenUsage tokens, Long costMicros, String requestId, Instant now) {
        return new Usage(Ids.next(), subject, 1, tokens, costMicros, requestId, now);
    }

    Usage plus(Usage other) {
        var sum = new TokenUsage(
                tokens.prompt() + other.tokens.prompt(),
                tokens.completion() + other.tokens.completion(),
                tokens.estimated() || other.tokens.estimated());
        var cost = costMicros == null || other.costMicros == null ? null : Long.valueOf(costMicros + other.costMicros);
        return new Usage(id, subject, calls + other.calls, sum, cost, null, createdAt);
    }
}
