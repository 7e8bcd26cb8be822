package io.focusforge.orchestrator.flag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What is asked for all the time and seldom changes, of so many tenants: read again once it is older than a while, which is how long a
 * change takes to hold on other replicas. While the database is away the last answer stands.
 */
public final class TenantSnapshots<T> {
    private static final Logger LOG = Logger.getLogger(TenantSnapshots.class);

    private final Cache<UUID, Snapshot<T>> known;
    private final Duration oldest;
    private final Function<UUID, T> reader;

    private record Snapshot<T>(T what, long readAt) {}

    public TenantSnapshots(long tenants, Duration oldest, Function<UUID, T> reader) {
        this.known = Caffeine.newBuilder().maximumSize(tenants).build();
        this.oldest = oldest;
        this.reader = reader;
    }

    /** Blocking where it is not known. */
    public T get(UUID tenant) {
        var last = known.getIfPresent(tenant);
        if (last != null && System.nanoTime() - last.readAt() < oldest.toNanos()) {
            return last.what();
        }
        return read(tenant, last);
    }

    /** Something was changed here. */
    public void forget(UUID tenant) {
        known.invalidate(tenant);
    }

    public void forgetAll() {
        known.invalidateAll();
    }

    private T read(UUID tenant, Snapshot<T> last) {
        var now = System.nanoTime();
        if (last != null) {
            // one reads, and the others go on with what they know meanwhile
            known.put(tenant, new Snapshot<>(last.what(), now));
        }
        try {
            var what = reader.apply(tenant);
            known.put(tenant, new Snapshot<>(what, now));
            return what;
        } catch (RuntimeException e) {
            if (last == null) {
                throw e;
            }
            LOG.warnf("What is known of tenant %s cannot be read again, the last stands: %s", tenant, e);
            return last.what();
        }
    }
}
