package io.focusforge.worker.dispatch;

import io.focusforge.worker.job.StreamKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where a look at the tenants of a stream goes on, when they are too many for one. Of one thread. */
final class TenantCursor {
    private static final UUID LEAST = new UUID(0, 0);

    private final int atOnce;
    private final Map<StreamKey, UUID> next = new HashMap<>();

    TenantCursor(int atOnce) {
        this.atOnce = atOnce;
    }

    /** The first that is to be looked at. */
    UUID first(StreamKey stream) {
        return next.getOrDefault(stream, LEAST);
    }

    /** @return whether there may be others */
    boolean seen(StreamKey stream, List<UUID> tenants) {
        if (tenants.size() < atOnce) {
            return next.remove(stream) != null;
        }
        next.put(stream, successor(tenants.getLast()));
        return true;
    }

    private static UUID successor(UUID id) {
        var low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }
}
