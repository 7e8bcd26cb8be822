package io.focusforge.ai.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.ai.limit.LimitStore.Changes;
import io.focusforge.ai.step.Step;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The limits in memory. One query a second finds the tenants whose limits were changed by any pod. While the database is away what is
 * known stays, and who is not known has the limits of the installation.
 */
@Singleton
class LimitBook {
    private static final Logger LOG = Logger.getLogger(LimitBook.class);
    private static final Duration UNUSED = Duration.ofMinutes(10);
    /** How long a database that did not answer is not asked again for the same tenant. */
    private static final Duration UNREAD = Duration.ofSeconds(1);
    /** A change is stamped before it is committed: what was stamped so long ago is committed, or never will be. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(15);

    private final LimitStore store;
    private final LimitsConfig config;
    private final Clock clock;
    private final Cache<UUID, TenantLimits> tenants;
    private final TenantLimits installation;
    /** Those whose limits could not be read a moment ago. */
    private final Cache<UUID, Boolean> unread;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Instant asked = Instant.EPOCH;

    LimitBook(LimitStore store, LimitsConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.installation = TenantLimits.of(List.of(), config::of);
        this.tenants = Caffeine.newBuilder()
                .maximumSize(config.tenantsInMemory())
                .expireAfterAccess(UNUSED)
                .build();
        this.unread = Caffeine.newBuilder()
                .maximumSize(config.tenantsInMemory())
                .expireAfterWrite(UNREAD)
                .build();
    }

    /** At once when the tenant is known. Never fails. */
    Future<List<Rule>> rules(CallScopes call) {
        return of(call.tenant()).map(limits -> limits.rules(call, clock.instant()));
    }

    /** After a change by this pod: the next call sees it. */
    void forget(UUID tenant) {
        tenants.invalidate(tenant);
        unread.invalidate(tenant);
    }

    void start(@Observes StartupEvent starting) {
        Thread.ofVirtual().name("limit-changes").start(this::watch);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
    }

    private Future<TenantLimits> of(UUID tenant) {
        var known = tenants.getIfPresent(tenant);
        if (known == null && unread.getIfPresent(tenant) == null) {
            return Step.elsewhere(() -> read(tenant));
        }
        return Future.succeededFuture(known == null ? installation : known);
    }

    private TenantLimits read(UUID tenant) {
        try {
            var limits = TenantLimits.of(store.all(tenant), config::of);
            tenants.put(tenant, limits);
            return limits;
        } catch (RuntimeException e) {
            unread.put(tenant, true);
            LOG.warnf("The limits of a tenant cannot be read, the installation's count meanwhile: %s", e);
            return installation;
        }
    }

    private void watch() {
        try {
            while (!stopped.await(config.changesEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                forgetChanged();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetChanged() {
        try {
            var since = asked.equals(Instant.EPOCH) ? clock.instant().minus(UNUSED) : asked;
            Changes changes = store.changesSince(since.minus(LONGEST_COMMIT));
            changes.tenants().forEach(this::forget);
            asked = changes.asked();
        } catch (RuntimeException e) {
            LOG.warnf("Changed limits are not seen: %s", e);
        }
    }
}
