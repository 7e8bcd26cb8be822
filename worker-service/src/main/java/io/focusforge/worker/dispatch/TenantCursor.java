package io.focusforge.worker.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where a look at the tenants of a stream goes on, when they are too many for one. Of one thread. */
final class TenantCursor {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final int atOnce;
    private final Map<StreamKey, UUID> last = new HashMap<>();

    TenantCursor(int atOnce) {
        this.atOnce = atOnce;
    }

    UUID after(StreamKey stream) {
        return last.getOrDefault(stream, BEFORE_ALL);
    }

    /** @return whether there may be others */
    boolean seen(StreamKey stream, List<UUID> tenants) {
        if (tenants.size() < atOnce) {
            return last.remove(stream) != null;
        }
        last.put(stream, tenants.getLast());
        return true;
    }
}
