package io.focusforge.worker.flow;

import static io.focusforge.worker.flow.FlowsOf.manual;
import static io.focusforge.worker.flow.FlowsOf.on;
import static io.focusforge.worker.flow.FlowsOf.parent;
import static io.focusforge.worker.flow.FlowsOf.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Hands;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The children of a flow end at the same moment, each in a transaction of its own. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class FlowRaceTest {
    private static final Map<String, Object> JOB = manual(scripted("DONE"));

    private static final Statement LOCK = new Statement("SELECT FROM jobs WHERE tenant_id = $1 AND id = $2 FOR UPDATE");
    private static final Statement LOCK_AT_ONCE =
            new Statement("SELECT id FROM jobs WHERE tenant_id = $1 AND id = $2 FOR UPDATE NOWAIT");
    private static final Statement LOCK_FLOW =
            new Statement("SELECT FROM flow_jobs WHERE tenant_id = $1 AND job_id = $2 FOR UPDATE");
    private static final Statement WAITING = new Statement("SELECT FROM pg_locks WHERE NOT granted");

    private final FlowsOf flows = FlowsOf.somebody();

    @Inject
    Hands hands;

    @Inject
    TenantDatabase database;

    private List<UUID> children(UUID flow) {
        return flows.tree(flow).getList("tree.children.id", UUID.class);
    }

    private Runnable end(UUID child, JobResult result) {
        var claimed = hands.claim(flows.key(child));
        return () -> hands.finish(claimed, result);
    }

    private static void join(Thread thread, Duration atMost) {
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It may be too late for that. */
    private void cancel(UUID flow) {
        var status =
                flows.jobs().request().post("/api/v1/jobs/" + flow + "/cancel").statusCode();
        assertThat(status).isIn(200, 409);
    }

    private static void atOnce(List<Runnable> actions) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var action : actions) {
                running.add(threads.submit(() -> {
                    start.await();
                    action.run();
                    return null;
                }));
            }
            start.countDown();
            for (var action : running) {
                action.get();
            }
        }
    }

    @Test
    void releasesEachParentOnceHoweverItsChildrenEnd() throws InterruptedException, ExecutionException {
        var started = IntStream.range(0, 12)
                .mapToObj(number -> flows.started(parent(JOB, JOB, JOB, JOB)))
                .toList();
        for (var flow : started) {
            atOnce(children(flow).stream()
                    .map(child -> end(child, JobResult.done()))
                    .toList());
            assertThat(flows.state(flow)).isEqualTo("queued");
            assertThat(hands.claim(flows.key(flow)).fence()).isEqualTo(1);
        }
    }

    @Test
    void waitsForTheCommitOfAnotherChildThatIsJustEnding() throws InterruptedException {
        var flow = flows.started(parent(JOB, JOB, JOB));
        var first = hands.claim(flows.key(children(flow).getFirst()));
        var second = end(children(flow).getLast(), JobResult.done());
        var other = database.acrossTenants(connection -> {
            hands.end(connection, first, JobResult.done());
            var thread = Thread.startVirtualThread(second);
            join(thread, Duration.ofMillis(300));
            return thread;
        });
        other.join(Duration.ofSeconds(10));
        assertThat(flows.state(flow)).isEqualTo("queued");
    }

    @Test
    void endsLaterWhatSomebodyElseIsChanging() {
        var flow = flows.started(parent(JOB, JOB, JOB));
        var held = children(flow).getLast();
        var fails = end(children(flow).getFirst(), JobResult.failed("gone", "It is gone."));
        var key = flows.key(held);
        database.inTransaction(key.tenant(), connection -> {
            LOCK.run(connection, key.tenant(), key.id());
            fails.run();
            return null;
        });

        assertThat(flows.state(flow)).isEqualTo("dead");
        await().until(() -> flows.state(held).equals("cancelled"));
    }

    @Test
    void agreesOnOneEndWhenChildrenFailAndParentsAreCancelledAtTheSameTime()
            throws InterruptedException, ExecutionException {
        var started = IntStream.range(0, 10)
                .mapToObj(number -> flows.started(parent(JOB, JOB, JOB, on("continue", parent(JOB, JOB, JOB)))))
                .toList();
        var actions = new ArrayList<Runnable>();
        for (var flow : started) {
            var tree = flows.tree(flow);
            actions.add(end(tree.getUUID("tree.children[0].id"), JobResult.failed("gone", "It is gone.")));
            actions.add(end(tree.getUUID("tree.children[1].id"), JobResult.done()));
            actions.add(end(tree.getUUID("tree.children[2].children[0].id"), JobResult.failed("gone", "It is gone.")));
            actions.add(() -> cancel(flow));
        }
        Collections.shuffle(actions);
        atOnce(actions);

        for (var flow : started) {
            await().until(() -> !flows.tree(flow).getMap("states").containsKey("queued"));
            assertThat(flows.tree(flow).getMap("states")).doesNotContainKeys("waiting", "running");
            assertThat(flows.state(flow)).isIn("dead", "cancelled");
        }
    }

    @Test
    void replaysByFilterOnlyWhenItHasTheFlow() {
        var flow = flows.started(parent(JOB, JOB));
        var child = children(flow).getFirst();
        end(child, JobResult.failed("gone", "It is gone.")).run();
        locksNoJobBeforeItsFlow(flow, child, () -> replay(Map.of("errorCode", "gone")));
        assertThat(flows.state(child)).isEqualTo("queued");
        assertThat(flows.state(flow)).isEqualTo("waiting");
    }

    @Test
    void endsAJobOnlyWhenItHasTheFlow() {
        var flow = flows.started(parent(JOB, JOB));
        var child = children(flow).getFirst();
        locksNoJobBeforeItsFlow(flow, child, end(child, JobResult.done()));
        assertThat(flows.state(flow)).isEqualTo("queued");
    }

    @Test
    void drainsAQueueOnlyWhenItHasTheFlow() {
        var flow = flows.started(parent(JOB, JOB));
        var child = children(flow).getFirst();
        locksNoJobBeforeItsFlow(flow, child, () -> Operator.of(flows.jobs())
                .request()
                .body(Map.of("confirm", true))
                .post("/api/v1/queues/manual/drain")
                .then()
                .statusCode(200));
        assertThat(flows.state(child)).isEqualTo("cancelled");
        assertThat(flows.state(flow)).isEqualTo("dead");
    }

    private void replay(Map<String, ?> filter) {
        flows.jobs()
                .request()
                .body(filter)
                .post("/api/v1/queues/manual/dead-letters/replay")
                .then()
                .statusCode(202);
    }

    /** Whoever has the flow gets the job at once, as one who retries or cancels it by hand; so nobody waits for him in turn. */
    private void locksNoJobBeforeItsFlow(UUID flow, UUID job, Runnable action) {
        var tenant = flows.jobs().tenant();
        var other = database.inTransaction(tenant, connection -> {
            LOCK_FLOW.run(connection, tenant, flow);
            var thread = Thread.startVirtualThread(action);
            await().until(this::somebodyWaits);
            assertThat(LOCK_AT_ONCE.run(connection, tenant, job).rowCount()).isEqualTo(1);
            return thread;
        });
        join(other, Duration.ofSeconds(10));
    }

    private boolean somebodyWaits() {
        return database.acrossTenants(WAITING::run).rowCount() > 0;
    }
}
