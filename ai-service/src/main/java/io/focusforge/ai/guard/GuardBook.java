package io.focusforge.ai.guard;

import io.focusforge.ai.step.Step;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The settings of all tenants that have some, in memory: most have none, and a call asks the database for nothing. While the database is away
 * they stay as they were; until they were read for the first time, each call reads its own, or is refused.
 */
@Singleton
class GuardBook {
    private static final Logger LOG = Logger.getLogger(GuardBook.class);
    private static final UUID FIRST = new UUID(0, 0);
    /** A change is stamped before it is committed: what was stamped so long ago is committed, or never will be. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(15);

    private final GuardrailsStore store;
    private final GuardConfig config;
    private final Guardrails installation;
    private final Map<UUID, Guardrails> set = new ConcurrentHashMap<>();
    private volatile Instant seen;

    GuardBook(GuardrailsStore store, GuardConfig config) {
        this.store = store;
        this.config = config;
        this.installation = Guardrails.NOTHING_SET.or(config);
    }

    /** What is done with the prompts of this tenant. At once, when the settings were read once. */
    Future<Guardrails> of(UUID tenant) {
        return seen == null
                ? Step.elsewhere(() -> store.find(tenant).or(config))
                : Future.succeededFuture(set.getOrDefault(tenant, installation));
    }

    void set(UUID tenant, Guardrails guardrails) {
        store.put(tenant, guardrails);
        take(tenant, guardrails);
    }

    @Scheduled(every = "{focusforge.guard.changes-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            read(seen == null ? Instant.EPOCH : seen.minus(LONGEST_COMMIT));
        } catch (RuntimeException e) {
            LOG.warnf("Changed guardrails are not seen: %s", e);
        }
    }

    private void read(Instant since) {
        var after = since;
        var tenant = FIRST;
        for (var last = GuardrailsStore.PAGE; last == GuardrailsStore.PAGE; ) {
            var changed = store.changedAfter(after, tenant);
            changed.forEach(setting -> take(setting.tenant(), setting.guardrails()));
            last = changed.size();
            if (last > 0) {
                after = changed.getLast().changedAt();
                tenant = changed.getLast().tenant();
            }
        }
        seen = after;
    }

    private void take(UUID tenant, Guardrails guardrails) {
        if (guardrails.equals(Guardrails.NOTHING_SET)) {
            set.remove(tenant);
        } else {
            set.put(tenant, guardrails.or(config));
        }
    }
}
