package io.focusforge.orchestrator.flagrollout;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.flag.FlagsConfig;
import io.focusforge.orchestrator.flag.Share;
import io.focusforge.orchestrator.flag.Tally;
import io.focusforge.orchestrator.flag.TenantSnapshots;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.library.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which version of a chain somebody gets who does not say which. */
@ApplicationScoped
public class Rollouts {
    private static final Tally NONE = new Tally(0, 0);

    private final TenantDatabase database;
    private final ChainLibrary library;
    private final Clock clock;
    private final RolloutRows rows = new RolloutRows();
    private final TenantSnapshots<List<Rollout>> running;

    Rollouts(TenantDatabase database, ChainLibrary library, FlagsConfig config, Clock clock) {
        this.database = database;
        this.library = library;
        this.clock = clock;
        this.running = new TenantSnapshots<>(
                config.tenantsInMemory(),
                config.oldest(),
                tenant -> database.read(tenant, connection -> rows.running(connection, tenant)));
    }

    /** @param version null for that which is for the caller */
    public Optional<Kept> find(Caller caller, String name, Integer version) {
        if (version != null) {
            return library.find(caller.tenant(), name, version);
        }
        return running.get(caller.tenant()).stream()
                .filter(rollout -> rollout.name().equals(name) && isFor(rollout, caller.user()))
                .findFirst()
                .flatMap(rollout ->
                        library.find(caller.tenant(), rollout.version().id().toString()))
                .or(() -> library.find(caller.tenant(), name, null));
    }

    /** The share of each rollout is one of its own, so that the same users do not try all that is new. */
    private static boolean isFor(Rollout rollout, UUID user) {
        return Share.has(rollout.version().id().toString(), user.toString(), rollout.percentage());
    }

    /** The same version again only changes the percentage; the runs that were counted stay. */
    Rollout put(UUID tenant, String name, int version, double percentage) {
        var candidate = stored(tenant, name, version);
        var base = stored(tenant, name, null);
        if (candidate.id().equals(base.id())) {
            throw new ProblemException(ErrorCode.CONFLICT, "This version is active already.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var wanted =
                new Rollout(tenant, name, candidate, base, percentage, true, null, new Rollout.Times(now, now, null));
        var put = database.inTransaction(tenant, connection -> {
            var known = rows.find(connection, tenant, name)
                    .filter(rollout -> rollout.running()
                            && rollout.version().id().equals(candidate.id())
                            && rollout.base().id().equals(base.id()));
            known.ifPresentOrElse(
                    rollout -> rows.resize(connection, rollout, percentage), () -> rows.begin(connection, wanted));
            return rows.find(connection, tenant, name).orElseThrow();
        });
        running.forget(tenant);
        return put;
    }

    Optional<Rollout> find(UUID tenant, String name) {
        return database.read(tenant, connection -> rows.find(connection, tenant, name));
    }

    boolean end(UUID tenant, String name) {
        var ended = database.inTransaction(tenant, connection -> rows.delete(connection, tenant, name));
        running.forget(tenant);
        return ended;
    }

    void changed(UUID tenant) {
        running.forget(tenant);
    }

    private Rollout.Version stored(UUID tenant, String name, Integer version) {
        return library.find(tenant, name, version)
                .filter(kept -> !kept.isBuiltIn())
                .map(kept -> new Rollout.Version(kept.version(), UUID.fromString(kept.reference()), NONE))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        "There is no such uploaded chain or version; GET /api/v1/chains lists them."));
    }
}
