package io.focusforge.orchestrator.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rebuilds of a tenant, as who administers it sees them. */
@ApplicationScoped
class Rebuilds {
    private static final int SHOWN = 20;
    private static final int COUNTED = 10_000;
    private final RebuildStore store;
    private final Streams streams;
    private final Rebuilder rebuilder;
    private final Once once;
    private final TenantDatabase database;
    private final ObjectMapper json;
    private final Clock clock;

    Rebuilds(
            RebuildStore store,
            Streams streams,
            Rebuilder rebuilder,
            Once once,
            TenantDatabase database,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.streams = streams;
        this.rebuilder = rebuilder;
        this.once = once;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    Once.Answer begin(Caller caller, Optional<IdempotencyKey> key) {
        var id = Ids.next();
        var answer = once.run(caller, key, id, connection -> begin(connection, caller.tenant(), id));
        rebuilder.wake();
        return answer;
    }

    private StoredAnswer begin(SqlConnection connection, UUID tenant, UUID id) {
        var rebuild = Rebuild.begun(tenant, id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!store.add(connection, rebuild)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The tasks of your tenant are being rebuilt already. Wait for that to end.");
        }
        return new StoredAnswer(202, RebuildResource.path(id), write(RebuildView.of(rebuild, null)));
    }

    List<RebuildView> latest(UUID tenant) {
        return database.read(tenant, connection -> store.latest(connection, tenant, SHOWN).stream()
                .map(rebuild -> view(connection, rebuild))
                .toList());
    }

    RebuildView get(UUID tenant, UUID id) {
        return database.read(tenant, connection -> store.find(connection, tenant, id)
                .map(rebuild -> view(connection, rebuild))
                .orElseThrow(() -> ProblemException.notFound("rebuild")));
    }

    private RebuildView view(SqlConnection connection, Rebuild rebuild) {
        var lags = rebuild.position() != null && rebuild.times().switched() == null && !rebuild.failed();
        return RebuildView.of(
                rebuild, lags ? streams.behind(connection, rebuild.tenant(), rebuild.position(), COUNTED) : null);
    }

    private String write(RebuildView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }
}
