package io.focusforge.orchestrator.flag;

import dev.openfeature.sdk.FlagEvaluationDetails;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.flag.FlagView.RolledBack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which model answers where a chain names one, by the flag {@code model.<name>}, and what came of it. A share of users whose model fails clearly
 * more often than that of the default variant loses it ({@link ErrorRise}). What a replica has counted it adds to what others have each time
 * that it judges.
 */
@ApplicationScoped
public class ModelFlags {
    private static final Logger LOG = Logger.getLogger(ModelFlags.class);
    private static final String PREFIX = "model.";
    private static final Tally NONE = new Tally(0, 0);

    private final Features features;
    private final Flags flags;
    private final FlagStore store;
    private final TenantDatabase database;
    private final Clock clock;
    private final Counter rolledBack;
    private final VariantTallies tallies = new VariantTallies();
    private final Map<Trial, Tally> counted = new ConcurrentHashMap<>();

    ModelFlags(
            Features features,
            Flags flags,
            FlagStore store,
            TenantDatabase database,
            Clock clock,
            MeterRegistry registry) {
        this.features = features;
        this.flags = flags;
        this.store = store;
        this.database = database;
        this.clock = clock;
        this.rolledBack = registry.counter("focusforge.model.flags.rolled_back");
    }

    /** A variant of a flag as it was at a time. */
    public record Trial(UUID owner, String key, Instant updatedAt, String variant) {
        Trial of(String otherVariant) {
            return new Trial(owner, key, updatedAt, otherVariant);
        }
    }

    /**
     * Who is asked.
     *
     * @param trial what its answers are counted for; empty where no flag decides
     */
    public record Chosen(String model, Optional<Trial> trial) {}

    /** Never fails: what no flag decides is the model that was named. */
    public Chosen choose(Caller caller, String named) {
        return features.text(PREFIX + named, caller.tenant(), caller.user())
                .map(decided -> new Chosen(decided.getValue(), Optional.of(trial(decided))))
                .orElseGet(() -> new Chosen(named, Optional.empty()));
    }

    /** How an answer ended. */
    public void count(Chosen chosen, boolean failed) {
        chosen.trial()
                .ifPresent(trial -> counted.merge(trial, failed ? new Tally(0, 1) : new Tally(1, 0), Tally::plus));
    }

    FlagView view(FlagStore.Kept kept) {
        var view = FlagView.of(kept);
        return kept.key().startsWith(PREFIX)
                ? database.read(
                        kept.owner(),
                        connection -> view.with(
                                tallies.all(connection, kept.owner(), kept.key()),
                                tallies.rolledBack(connection, kept.owner(), kept.key())
                                        .orElse(null)))
                : view;
    }

    @Scheduled(every = "{focusforge.flags.judge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void judge() {
        var ofFlags = new HashMap<Trial, Map<String, Tally>>();
        for (var trial : counted.keySet()) {
            ofFlags.computeIfAbsent(trial.of(""), none -> new HashMap<>()).put(trial.variant(), counted.remove(trial));
        }
        ofFlags.forEach((flag, since) -> {
            try {
                judge(flag, since);
            } catch (RuntimeException e) {
                LOG.warnf("Answers for flag %s of tenant %s are counted later: %s", flag.key(), flag.owner(), e);
                since.forEach((variant, tally) -> counted.merge(flag.of(variant), tally, Tally::plus));
            }
        });
    }

    private void judge(Trial flag, Map<String, Tally> since) {
        var back = database.inTransaction(flag.owner(), connection -> store.lock(connection, flag.owner(), flag.key())
                .filter(kept -> kept.updatedAt().equals(flag.updatedAt()))
                .flatMap(kept -> judged(connection, kept, since)));
        back.ifPresent(gone -> {
            flags.forget(flag.owner());
            rolledBack.increment();
            LOG.warnf("Flag %s of tenant %s: %s", flag.key(), flag.owner(), gone.reason());
        });
    }

    private Optional<RolledBack> judged(SqlConnection connection, FlagStore.Kept kept, Map<String, Tally> since) {
        since.forEach((variant, tally) -> tallies.add(connection, kept.owner(), kept.key(), variant, tally));
        var all = tallies.all(connection, kept.owner(), kept.key());
        var base = all.getOrDefault(kept.flag().defaultVariant(), NONE);
        var worse = kept.flag().rules().stream()
                .filter(rule -> rule.percentage() != null)
                .map(FlagRule::variant)
                .filter(variant -> ErrorRise.isClear(all.getOrDefault(variant, NONE), base))
                .findFirst();
        return worse.map(variant -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var back = new RolledBack(
                    variant, reason(variant, all.get(variant), kept.flag().defaultVariant(), base), now);
            store.replace(connection, kept.owner(), kept.key(), kept.flag().withoutShareOf(variant), now);
            tallies.rollBack(connection, kept.owner(), kept.key(), back);
            return back;
        });
    }

    private static Trial trial(FlagEvaluationDetails<String> decided) {
        var flag = decided.getFlagMetadata();
        return new Trial(
                UUID.fromString(flag.getString(FlagProvider.OWNER)),
                decided.getFlagKey(),
                Instant.parse(flag.getString(FlagProvider.UPDATED_AT)),
                decided.getVariant());
    }

    private static String reason(String variant, Tally candidate, String defaultVariant, Tally base) {
        return String.format(
                Locale.ROOT,
                "Variant %s failed in %d of %d answers, %s in %d of %d; the chance of that, were they equal, is %.2g.",
                variant,
                candidate.failed(),
                candidate.runs(),
                defaultVariant,
                base.failed(),
                base.runs(),
                ErrorRise.chance(candidate, base));
    }
}
