package io.focusforge.orchestrator.flagrollout;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.flag.ErrorRise;
import io.focusforge.orchestrator.flag.Tally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Counts how runs have ended, and rolls back what fails clearly more often. Any number of replicas may do so at once: each run is counted
 * once, in the transaction that moves the time up to which was counted.
 */
@ApplicationScoped
class RolloutJudge {
    private static final Logger LOG = Logger.getLogger(RolloutJudge.class);
    /** The end of a run has a time from before it can be read. */
    private static final Duration SETTLED = Duration.ofSeconds(1);
    /** What was not looked at for long is caught up with bit by bit. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

    private static final Tally NONE = new Tally(0, 0);

    private final TenantDatabase database;
    private final Rollouts rollouts;
    private final Clock clock;
    private final Counter rolledBack;
    private final RolloutRows rows = new RolloutRows();

    RolloutJudge(TenantDatabase database, Rollouts rollouts, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.rollouts = rollouts;
        this.clock = clock;
        this.rolledBack = registry.counter("focusforge.chain.rollouts.rolled_back");
    }

    @Scheduled(every = "{focusforge.flags.judge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void judge() {
        var until = clock.instant().minus(SETTLED);
        var tenants = database.acrossTenants(connection -> judge(connection, until));
        tenants.forEach(rollouts::changed);
        rolledBack.increment(tenants.size());
    }

    /** @return tenants of those that were rolled back */
    private List<UUID> judge(SqlConnection connection, Instant until) {
        return rows.due(connection, until).stream()
                .filter(rollout -> isRolledBack(connection, rollout, until))
                .map(Rollout::tenant)
                .toList();
    }

    private boolean isRolledBack(SqlConnection connection, Rollout rollout, Instant until) {
        var latest = rollout.times().countedUntil().plus(LONGEST_LOOK);
        var end = until.isBefore(latest) ? until : latest;
        var ended = rows.ended(connection, rollout, end);
        var candidate = tally(rollout.version(), ended);
        var base = tally(rollout.base(), ended);
        rows.count(connection, rollout, candidate, base, end);
        if (!ErrorRise.isClear(candidate, base)) {
            return false;
        }
        var reason = reason(rollout, candidate, base);
        rows.rollBack(connection, rollout, reason, clock.instant());
        LOG.warnf("Chain %s of tenant %s: %s", rollout.name(), rollout.tenant(), reason);
        return true;
    }

    private static Tally tally(Rollout.Version version, Map<String, Tally> ended) {
        return version.tally().plus(ended.getOrDefault(version.id().toString(), NONE));
    }

    private static String reason(Rollout rollout, Tally candidate, Tally base) {
        return String.format(
                Locale.ROOT,
                "Version %d failed in %d of %d runs, version %d in %d of %d; the chance of that, were they equal, is %.2g.",
                rollout.version().number(),
                candidate.failed(),
                candidate.runs(),
                rollout.base().number(),
                base.failed(),
                base.runs(),
                ErrorRise.chance(candidate, base));
    }
}
