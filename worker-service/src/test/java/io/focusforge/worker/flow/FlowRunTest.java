package io.focusforge.worker.flow;

import static io.focusforge.worker.flow.FlowsOf.adding;
import static io.focusforge.worker.flow.FlowsOf.chain;
import static io.focusforge.worker.flow.FlowsOf.manual;
import static io.focusforge.worker.flow.FlowsOf.on;
import static io.focusforge.worker.flow.FlowsOf.parent;
import static io.focusforge.worker.flow.FlowsOf.scripted;
import static io.focusforge.worker.flow.FlowsOf.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Hands;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.focusforge.worker.testing.Scripted;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Jobs of the queue "manual" stay where they are until a test takes them in its own hands. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class FlowRunTest {
    private static final Map<String, Object> STAYS = manual(scripted("DONE"));

    private final FlowsOf flows = FlowsOf.somebody();
    private final Jobs jobs = flows.jobs();

    @Inject
    Scripted handler;

    @Inject
    Hands hands;

    @Inject
    AdjustableClock clock;

    @Inject
    TreeStore trees;

    @Inject
    TenantDatabase database;

    private UUID child(UUID flow, int index) {
        return flows.tree(flow).getUUID("tree.children[" + index + "].id");
    }

    @Test
    void handsResultsUp() {
        var flow = flows.started(parent(adding(1), adding(10), parent(adding(20), adding(100), adding(200))));
        var root = jobs.await(flow, "succeeded");
        assertThat(root.getInt("result.sum")).isEqualTo(331);
        assertThat(root.getList("result.seen")).containsExactly(10, 320);
        assertThat(root.getInt("attempt")).isEqualTo(1);
        assertThat(flows.tree(flow).getInt("states.succeeded")).isEqualTo(5);
    }

    @Test
    void handsMoreResultsUpThanAreReadAtOnce() {
        var children = Collections.nCopies(120, adding(1)).toArray();
        assertThat(jobs.await(flows.started(parent(adding(0), children)), "succeeded")
                        .getInt("result.sum"))
                .isEqualTo(120);
    }

    @Test
    void runsTheStepsOfAChainOneAfterTheOther() {
        var flow = flows.started(chain(adding(1), parent(adding(10), adding(5)), adding(100)));
        var last = jobs.await(flow, "succeeded");
        assertThat(last.getList("result.seen")).containsExactly(16);
        var second = flows.tree(flow).getUUID("tree.chain[1].id");
        assertThat(jobs.get(second).getList("result.seen")).containsExactly(1, 5);
    }

    @Test
    void diesAtOnceOfAChildThatItNeeds() {
        var flow = flows.started(parent(adding(1), scripted("HANG"), STAYS, parent(STAYS, STAYS), adding(1)));
        var hanging = child(flow, 0);
        await().until(() -> handler.isHanging(hanging));
        flows.await(flow, "children[3]", "succeeded");
        hands.does(flows.key(child(flow, 1)), JobResult.failed("gone", "It is gone."));

        var root = jobs.get(flow);
        assertThat(root.getString("state")).isEqualTo("dead");
        assertThat(root.getList("errors.code")).containsExactly("child_failed");
        assertThat(root.getString("errors[0].message")).contains(child(flow, 1).toString());
        flows.awaitStates(flow, Map.of("dead", 2, "cancelled", 3, "succeeded", 1));
        var tree = flows.tree(flow);
        assertThat(tree.getList("tree.children.state")).containsExactly("cancelled", "dead", "cancelled", "succeeded");
        assertThat(tree.getString("tree.children[1].error.code")).isEqualTo("gone");
        await().atMost(Duration.ofSeconds(30)).until(() -> handler.wasInterrupted(hanging));
    }

    @Test
    void passesAFailureOnByThePolicyOfEachLevel() {
        var middle = on("continue", parent(manual(adding(20)), on("fail", STAYS)));
        var flow = flows.started(parent(adding(1), middle, adding(2)));
        hands.does(flows.key(flows.tree(flow).getUUID("tree.children[0].children[0].id")), JobResult.failed("a", "b"));

        assertThat(jobs.await(flow, "succeeded").getList("result.seen")).containsExactly("failed: child_failed", 2);
        assertThat(flows.tree(flow).getString("tree.children[0].state")).isEqualTo("dead");
    }

    @Test
    void goesOnWithoutAChildWhoseFailureItIgnoresAndSeesOneWithWhichItContinues() {
        var flow = flows.started(with(
                parent(adding(1), scripted("FAIL"), on("ignore", scripted("RETRY")), adding(2)),
                Map.entry("onChildFailure", "continue")));
        assertThat(jobs.await(flow, "succeeded").getList("result.seen"))
                .containsExactly("failed: gone", "ignored: away", 2);
    }

    @Test
    void takesACancelledChildForAFailedOne() {
        var flow = flows.started(parent(adding(1), on("ignore", STAYS), on("fail", STAYS)));
        flows.post(child(flow, 0), "cancel");
        assertThat(flows.state(flow)).isEqualTo("waiting");
        flows.post(child(flow, 1), "cancel");
        assertThat(jobs.get(flow).getList("errors.code")).containsExactly("child_failed");
    }

    @Test
    void cancelsWhatACancelledParentWaitsFor() {
        var flow = flows.started(parent(adding(1), scripted("HANG"), STAYS, chain(STAYS, STAYS), adding(1)));
        var hanging = child(flow, 0);
        await().until(() -> handler.isHanging(hanging));
        flows.await(flow, "children[3]", "succeeded");
        flows.post(flow, "cancel");

        flows.awaitStates(flow, Map.of("cancelled", 5, "succeeded", 1));
        assertThat(flows.tree(flow).getString("tree.children[3].state")).isEqualTo("succeeded");
        assertThat(jobs.count("cancelled")).isEqualTo(5);
    }

    @Test
    void revivesAParentWithTheChildThatItDiedOf() {
        var flow = flows.started(parent(adding(1), scripted("FAIL", "FAIL"), manual(adding(7))));
        jobs.await(flow, "dead");
        Operator.of(jobs).pause("default");
        flows.post(child(flow, 0), "retry");

        assertThat(flows.state(child(flow, 1))).isEqualTo("queued");
        Operator.of(jobs).resume("default");
        await().until(() -> flows.state(flow).equals("dead"));
        jobs.request()
                .post("/api/v1/queues/-/dead-letters/" + child(flow, 0) + "/replay")
                .then()
                .statusCode(202);
        await().until(() -> jobs.get(flow).getList("errors").size() == 3);
    }

    @Test
    void waitsAgainUntilARevivedChildIsDone() {
        var flow = flows.started(with(parent(adding(1), STAYS, manual(adding(7))), Map.entry("maxAttempts", 1)));
        hands.does(flows.key(child(flow, 0)), JobResult.failed("gone", "It is gone."));
        jobs.request()
                .post("/api/v1/queues/-/dead-letters/" + child(flow, 0) + "/replay")
                .then()
                .statusCode(202);
        assertThat(flows.state(flow)).isEqualTo("waiting");
        hands.does(flows.key(child(flow, 0)), JobResult.done());
        assertThat(flows.state(flow)).isEqualTo("waiting");
        hands.does(flows.key(child(flow, 1)), JobResult.done());
        assertThat(jobs.await(flow, "succeeded").getList("result.seen")).containsExactly(0, 0);
    }

    @Test
    void revivesAllThatFailedWithAParentThatIsRetried() {
        var flow = flows.started(chain(STAYS, STAYS, adding(1)));
        var first = flows.tree(flow).getUUID("tree.chain[0].id");
        hands.does(flows.key(first), JobResult.failed("gone", "It is gone."));
        assertThat(flows.tree(flow).getList("tree.chain.state")).containsExactly("dead", "dead", "dead");
        assertThat(flows.post(flow, "retry").getString("state")).isEqualTo("waiting");

        assertThat(flows.tree(flow).getList("tree.chain.state")).containsExactly("queued", "waiting", "waiting");
        hands.does(flows.key(first), JobResult.done());
        hands.does(flows.key(flows.tree(flow).getUUID("tree.chain[1].id")), JobResult.done());
        jobs.await(flow, "succeeded");
    }

    @Test
    void revivesAParentByAReplayOfManyOnlyOnceNoneIsLeftThatItDiedOf() {
        var flow = flows.started(parent(adding(1), STAYS, STAYS));
        var children = List.of(child(flow, 0), child(flow, 1));
        children.forEach(child -> hands.claim(flows.key(child)));
        clock.putForward(Duration.ofSeconds(7));
        await().until(() ->
                children.stream().allMatch(child -> flows.state(child).equals("queued")));
        hands.does(flows.key(children.get(0)), JobResult.failed("gone", "It is gone."));
        flows.await(flow, "children[1]", "cancelled");
        flows.post(children.get(1), "retry");
        assertThat(flows.state(flow)).isEqualTo("dead");

        jobs.request()
                .body(Map.of("errorCode", "gone"))
                .post("/api/v1/queues/manual/dead-letters/replay")
                .then()
                .statusCode(202);
        assertThat(flows.state(flow)).isEqualTo("waiting");
    }

    @Test
    void runsARetriedParentWithoutAChildThatWasDiscarded() {
        var flow = flows.started(parent(adding(1), STAYS, adding(7)));
        flows.await(flow, "children[1]", "succeeded");
        hands.does(flows.key(child(flow, 0)), JobResult.failed("gone", "It is gone."));
        jobs.request()
                .delete("/api/v1/queues/-/dead-letters/" + child(flow, 0))
                .then()
                .statusCode(204);
        assertThat(flows.state(flow)).isEqualTo("dead");
        flows.post(flow, "retry");
        assertThat(jobs.await(flow, "succeeded").getList("result.seen")).containsExactly("failed: gone", 7);
    }

    @Test
    void buriesAParentThatStillWaitsAtItsDeadline() {
        var deadline = clock.instant().plusSeconds(10).toString();
        var flow = flows.started(with(parent(adding(1), STAYS), Map.entry("deadline", deadline)));
        clock.putForward(Duration.ofSeconds(11));
        assertThat(jobs.await(flow, "dead").getList("errors.code")).containsExactly("deadline_exceeded");
        flows.await(flow, "children[0]", "cancelled");
    }

    @Test
    void tellsAParentOfAChildThatDiedAtItsDeadlineOrWithItsWorker() {
        var deadline = clock.instant().plusSeconds(10).toString();
        var flow = flows.started(with(
                parent(
                        adding(1),
                        with(STAYS, Map.entry("deadline", deadline)),
                        with(STAYS, Map.entry("maxAttempts", 1))),
                Map.entry("onChildFailure", "continue")));
        clock.putForward(Duration.ofSeconds(11));
        hands.claim(flows.key(child(flow, 1)));
        clock.putForward(Duration.ofSeconds(7));
        assertThat(jobs.await(flow, "succeeded").getList("result.seen"))
                .containsExactly("failed: deadline_exceeded", "failed: lease_expired");
    }

    @Test
    void tellsAParentOfAChildThatWasDrained() {
        var flow = flows.started(parent(adding(1), on("continue", with(adding(3), Map.entry("queue", "aside")))));
        Operator.of(jobs)
                .request()
                .body(Map.of("confirm", true))
                .post("/api/v1/queues/aside/drain")
                .then()
                .statusCode(200);
        assertThat(jobs.await(flow, "succeeded").getList("result.seen")).containsExactly("failed: cancelled");
    }

    @Test
    void handsOnNoResultThatIsTooLarge() {
        var flow = flows.started(parent(adding(1), STAYS));
        var large = JsonNodeFactory.instance.objectNode().put("sum", 5).put("padding", "x".repeat(300_000));
        hands.does(flows.key(child(flow, 0)), new JobResult.Done(large));
        assertThat(jobs.await(flow, "succeeded").getInt("result.sum")).isEqualTo(1);
    }

    @Test
    void isForgottenAfterItsTimeButNotBeforeAllHasEnded() {
        var ended = flows.started(parent(adding(1), on("continue", STAYS)));
        flows.post(ended, "cancel");
        flows.awaitStates(ended, Map.of("cancelled", 2));
        var open = flows.started(parent(adding(1), on("continue", STAYS)));
        flows.post(open, "cancel");
        flows.awaitStates(open, Map.of("cancelled", 2));
        flows.post(child(open, 0), "retry");
        var later = clock.instant().plusSeconds(60);
        database.inTransaction(jobs.tenant(), connection -> trees.forget(connection, later, 10));

        jobs.request().get("/api/v1/jobs/" + ended + "/flow").then().statusCode(404);
        assertThat(jobs.get(ended).getString("state")).isEqualTo("cancelled");
        assertThat(flows.tree(open).getInt("total")).isEqualTo(2);
    }

    @Test
    void keepsTheTimeOfAParentThatIsToRunLater() {
        var flow = flows.started(with(parent(adding(1), adding(3)), Map.entry("delay", 3600)));
        flows.await(flow, "children[0]", "succeeded");
        assertThat(flows.state(flow)).isEqualTo("queued");
        assertThat(jobs.get(flow).getInt("attempt")).isZero();
    }
}
