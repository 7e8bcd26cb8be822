package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.RunStore;
import io.focusforge.orchestrator.runstore.StoredRun;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Begins sagas, and gives them the runs that drive them. */
@ApplicationScoped
public class Sagas {
    /** Whose runs they are: nobody's, so that they neither show in a person's list nor are erased with a person. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final TenantDatabase database;
    private final SagaKinds kinds;
    private final SagaRows rows;
    private final RunStore runs;
    private final RunCommands commands;
    private final Engine engine;
    private final Clock clock;

    Sagas(
            TenantDatabase database,
            SagaKinds kinds,
            SagaRows rows,
            RunStore runs,
            RunCommands commands,
            Engine engine,
            Clock clock) {
        this.database = database;
        this.kinds = kinds;
        this.rows = rows;
        this.runs = runs;
        this.commands = commands;
        this.engine = engine;
        this.clock = clock;
    }

    /** Returns when the saga is kept; a saga of this id that is there already is left as it is. */
    public void begin(String kind, NewSaga saga) {
        var run = database.inTransaction(saga.key().tenant(), connection -> begin(connection, kind, saga));
        notice(run);
    }

    /** Part of the caller's transaction, after which {@link #notice} lets the saga begin at once instead of soon. */
    public RunKey begin(SqlConnection connection, String kind, NewSaga saga) {
        var declared = kinds.find(kind).orElseThrow(() -> ProblemException.notFound("kind of saga"));
        var run = run(kind, saga.key(), saga.traceparent());
        if (rows.insert(
                connection, saga, declared, run.key().id(), clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            runs.insert(connection, run, List.of());
        }
        return run.key();
    }

    /** Part of the caller's transaction: what a saga pauses for may have come. */
    public void wake(SqlConnection connection, SagaKey saga) {
        rows.run(connection, saga)
                .ifPresent(run ->
                        commands.signal(connection, run, SagaWorker.WAKE, "null", nobody(saga), clock.instant()));
    }

    public void notice(RunKey run) {
        engine.notice(List.of(run));
    }

    /** Another run for a saga. */
    StoredRun run(String kind, SagaKey saga, String traceparent) {
        var input = JsonNodeFactory.instance
                .objectNode()
                .put(SagaWorker.SAGA, saga.id().toString());
        return engine.fresh(new NewRun(SagaKinds.RUN, kind, kind, input, nobody(saga), null, traceparent));
    }

    private static Caller nobody(SagaKey saga) {
        return new Caller(saga.tenant(), NOBODY, Set.of(Scopes.INTERNAL), "internal");
    }
}
