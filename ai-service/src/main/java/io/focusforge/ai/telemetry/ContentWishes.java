package io.focusforge.ai.telemetry;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What tenants want to see of their calls' texts. Of a tenant whose wish cannot be read nothing is seen: what is known is forgotten after
 * {@code focusforge.observability.cache-for}, whether or not the database is there to be asked again.
 */
@Singleton
public class ContentWishes {
    private static final Logger LOG = Logger.getLogger(ContentWishes.class);
    private static final Duration LONGEST_READ = Duration.ofMillis(500);
    private static final int TENANTS = 10_000;

    private final ContentStore store;
    private final int most;
    private final AsyncLoadingCache<UUID, Shown> known;

    ContentWishes(ContentStore store, ObservabilityConfig config) {
        this.store = store;
        this.most = config.maxContent();
        this.known = Caffeine.newBuilder()
                .maximumSize(TENANTS)
                .expireAfterWrite(config.cacheFor())
                .executor(task -> Thread.ofVirtual().name("observability").start(task))
                .buildAsync(this::read);
    }

    /** How many characters of a prompt and of an answer may be seen; 0 for none. */
    public record Shown(int ofPrompt, int ofAnswer) {
        static final Shown NOTHING = new Shown(0, 0);
    }

    /** At once when the tenant's wish is known. Never fails. */
    public Future<Shown> of(UUID tenant) {
        var reading = known.get(tenant);
        return reading.isDone() && !reading.isCompletedExceptionally()
                ? Future.succeededFuture(reading.join())
                : Step.here(reading.copy().orTimeout(LONGEST_READ.toMillis(), TimeUnit.MILLISECONDS))
                        .otherwise(Shown.NOTHING);
    }

    /** After a change by this replica: the next call sees it. */
    void forget(UUID tenant) {
        known.synchronous().invalidate(tenant);
    }

    private Shown read(UUID tenant) {
        try {
            return switch (store.find(tenant)) {
                case NONE -> Shown.NOTHING;
                case PROMPTS -> new Shown(most, 0);
                case ALL -> new Shown(most, most);
            };
        } catch (RuntimeException e) {
            LOG.warnf("What a tenant wants in its spans cannot be read, and its texts are left out: %s", e);
            return Shown.NOTHING;
        }
    }
}
