package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runengine.RunStage;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.RunStore;
import io.focusforge.orchestrator.runstore.Stored;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** A process that drives sagas until it is killed. It prints a line for each step that it has done. */
final class KilledSagas {
    static final int SAGAS = 10;
    static final int STEPS = 8;
    static final String KIND = "killed";

    private KilledSagas() {}

    /** Arguments: URL, role and password of the database, tenant. */
    public static void main(String[] arguments) throws Exception {
        var pool = RunStage.pool(Vertx.vertx(), arguments[0], arguments[1], arguments[2]);
        var database = TenantDatabase.over(pool);
        var kinds = kinds(database, pool, KIND);
        var engine = RunStage.engine(database, kinds);
        engine.start();
        while (!engine.isReady()) {
            Thread.sleep(5);
        }
        var sagas = sagas(database, kinds, engine);
        for (var i = 0; i < SAGAS; i++) {
            var key = new SagaKey(UUID.fromString(arguments[3]), Ids.next());
            var input = JsonNodeFactory.instance.objectNode().put("fails", i % 2 == 0);
            sagas.begin(KIND, new NewSaga(key, input, TraceContext.start().traceparent()));
        }
        Thread.sleep(Duration.ofMinutes(2));
    }

    static SagaKinds kinds(TenantDatabase database, Pool pool, String process) {
        var progress = new SagaProgress(database, new ObjectMapper());
        return new SagaKinds(List.of(kind(pool, process)), new SagaWorker(progress, Clock.systemUTC()));
    }

    static Sagas sagas(TenantDatabase database, SagaKinds kinds, Engine engine) {
        var stored = new Stored(new ObjectMapper());
        return new Sagas(
                database,
                kinds,
                new SagaRows(database, new ObjectMapper()),
                new RunStore(database, stored),
                new RunCommands(database),
                engine,
                Clock.systemUTC());
    }

    /** The last step ends in no process that is to be killed; in others it fails for good where the saga's input says so. */
    private static SagaKind kind(Pool pool, String process) {
        var tries = new SagaStep.Tries(Duration.ofSeconds(60), 5, Duration.ofMillis(1), Duration.ofMillis(5));
        var steps = new ArrayList<SagaStep>();
        for (var i = 0; i < STEPS; i++) {
            var isLast = i == STEPS - 1;
            SagaAction action = work -> {
                if (isLast && !work.backwards()) {
                    end(work, process);
                }
                leave(pool, process, work);
                return null;
            };
            steps.add(new SagaStep("s" + i, tries, action, Optional.of(action)));
        }
        return SagaKind.returning(KIND, Duration.ofHours(1), steps);
    }

    private static void end(SagaWork work, String process) throws InterruptedException {
        if (process.equals(KIND)) {
            new CountDownLatch(1).await();
        }
        if (work.input().path("fails").asBoolean()) {
            throw new RunFailure("refused", "It is refused.", false);
        }
    }

    private static void leave(Pool pool, String process, SagaWork work) {
        pool.preparedQuery("INSERT INTO effects (saga_id, step, backwards, key, process) VALUES ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(work.saga().id(), work.step(), work.backwards(), work.idempotencyKey(), process))
                .await()
                .indefinitely();
        System.out.println(work.step());
    }
}
