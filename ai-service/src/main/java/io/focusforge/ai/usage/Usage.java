package io.focusforge.ai.usage;

import io.focusforge.common.id.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One row of the ledger: a call, or several alike that were summed up.
 *
 * @param costMicros micro-dollars; null when the price is not known
 * @param requestId the trace of the call; null for what may be summed up
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

    /**
     * Who used what.
     *
     * @param key of the API; {@link #NONE} when the call came without one
     */
    record Subject(UUID tenant, UUID user, UUID key, String provider, String model, Kind kind) {
        static final UUID NONE = new UUID(0, 0);
    }

    private record Alike(Subject subject, Instant minute) {}

    Usage {
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }

    static Usage of(Subject subject, TokenUsage tokens, Long costMicros, String requestId, Instant now) {
        return new Usage(Ids.next(), subject, 1, tokens, costMicros, requestId, now);
    }

    /** The same sums, with the same ids, of the same entries. */
    static List<Usage> summedUp(List<Usage> entries) {
        var sums = new LinkedHashMap<Object, Usage>();
        entries.forEach(entry -> sums.merge(entry.alike(), entry, Usage::plus));
        return List.copyOf(sums.values());
    }

    private Object alike() {
        return requestId == null ? new Alike(subject, createdAt.truncatedTo(ChronoUnit.MINUTES)) : id;
    }

    private Usage plus(Usage other) {
        var cost = costMicros == null || other.costMicros == null ? null : Long.valueOf(costMicros + other.costMicros);
        return new Usage(id, subject, calls + other.calls, tokens.plus(other.tokens), cost, requestId, createdAt);
    }
}
