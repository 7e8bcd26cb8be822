package io.focusforge.orchestrator.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.runstore.EngineStore;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states that a dead process leaves behind, and that each of them ends in a task that is analysed once. */
@QuarkusTest
@WithNeighbours
class CrashTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final User user = User.fresh();

    @Inject
    UnitOfWork work;

    @Inject
    TaskLedger ledger;

    @Inject
    SagaStore sagas;

    @Inject
    SagaSweeper sweeper;

    @Inject
    EngineStore engines;

    @BeforeEach
    void noModel() {
        Neighbours.reset();
    }

    @Test
    void goesOnWithATaskThatWasOnlyAccepted() {
        var task = accepted(Instant.now().minusSeconds(1), 0);
        assertThat(user.read(task).at("/analysis/status").asText()).isEqualTo("pending");
        sweeper.sweep();
        await().until(() -> analyzeJobs(task).size() == 1);
        var job = analyzeJobs(task).getFirst();
        assertThat(job.path("tenantId").asText()).isEqualTo(user.tenant().toString());
        assertThat(job.path("user").asText()).isEqualTo(user.id().toString());

        assertThat(user.resume(task).statusCode()).isEqualTo(200);
        assertThat(user.read(task).at("/analysis/status").asText()).isEqualTo("done");
        assertThat(types(task)).containsExactly("created", "analyzed", "planned");
        await().until(() -> jobs(task, "memory.consolidate").size() == 1);
    }

    @Test
    void asksOnceUntilTheLeaseIsOver() {
        var task = accepted(Instant.now().minusSeconds(1), 0);
        var before = Instant.now();
        sweeper.sweep();
        sweeper.sweep();
        await().until(() -> analyzeJobs(task).size() == 1);
        sweeper.sweep();
        assertThat(sagas.find(user.tenant(), user.key(task).id()).orElseThrow().resumeAt())
                .isAfter(before.plusSeconds(3));
        assertThat(analyzeJobs(task)).hasSize(1);
    }

    @Test
    void asksNobodyWhileTheRunnerMayLive() {
        var task = accepted(Instant.now().plusSeconds(60), 0);
        sweeper.sweep();
        var marker = accepted(Instant.now().minusSeconds(1), 0);
        sweeper.sweep();
        await().until(() -> analyzeJobs(marker).size() == 1);
        assertThat(analyzeJobs(task)).isEmpty();
    }

    @Test
    void asksAtOnceWhenTheEngineIsLostInWhoseProcessTheRunnerWas() {
        var lost = Ids.next();
        engines.register(lost, Duration.ofMinutes(1));
        var task = accepted(Instant.now().plusSeconds(60), 0, Optional.of(lost));
        sweeper.sweep();
        assertThat(sagas.find(user.tenant(), user.key(task).id()).orElseThrow().engine())
                .contains(lost);
        engines.retire(lost, Instant.now());
        sweeper.sweep();
        await().until(() -> analyzeJobs(task).size() == 1);
    }

    @Test
    void analysesOnceWhenManyGoOnAtOnce() {
        var task = accepted(Instant.now().minusSeconds(1), 0);
        var runs = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> user.resume(task).statusCode()))
                .toList();
        assertThat(runs).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(types(task)).containsExactly("created", "analyzed", "planned");
        await().until(() -> !jobs(task, "memory.consolidate").isEmpty());
        assertThat(jobs(task, "memory.consolidate")).hasSize(1);
    }

    @Test
    void isDoneWithATaskWhoseSagaHasEnded() {
        var task = user.createTitled("Call Anna");
        for (var i = 0; i < 3; i++) {
            var answer = user.resume(task);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(User.json(answer).path("state").asText()).isEqualTo("done");
        }
        assertThat(types(task)).containsExactly("created", "analyzed", "planned");
    }

    @Test
    void goesOnWithWhatTheModelOwesAfterARestart() {
        Neighbours.model(request -> Reply.status(500));
        var task = user.createTitled("Call Anna");
        var saga = sagas.find(user.tenant(), user.key(task).id()).orElseThrow();
        assertThat(saga.step()).isEqualTo(SagaStep.REANALYZE);
        assertThat(saga.resumeAt()).isAfter(saga.nextAt());
    }

    @Test
    void failsVisiblyWhenEveryTryHasDied() {
        var task = accepted(Instant.now().minusSeconds(1), 10);
        assertThat(user.resume(task).statusCode()).isEqualTo(200);
        var failed = user.read(task);
        assertThat(failed.at("/analysis/status").asText()).isEqualTo("failed");
        assertThat(failed.at("/plan/status").asText()).isEqualTo("failed");
        assertThat(types(task)).containsExactly("created", "analysis_failed");
        assertThat(user.resume(task).statusCode()).isEqualTo(200);
    }

    @Test
    void givesUpOnTheModelAfterADay() {
        Neighbours.model(request -> Reply.status(500));
        var task = user.createTitled("Call Anna");
        var saga = sagas.find(user.tenant(), user.key(task).id()).orElseThrow();
        var old = new Saga(
                saga.key(),
                saga.step(),
                0,
                Instant.now().minus(Duration.ofHours(25)),
                Instant.now(),
                Instant.now(),
                Optional.empty(),
                saga.traceparent());
        work.commit(user.tenant(), pipeline -> {
            sagas.end(pipeline, saga);
            sagas.insert(pipeline, old);
            return old;
        });
        assertThat(user.resume(task).statusCode()).isEqualTo(200);
        assertThat(sagas.find(user.tenant(), user.key(task).id())).isEmpty();
        assertThat(user.read(task).at("/analysis/degraded").asBoolean()).isTrue();
    }

    @Test
    void tellsTheWorkerAgainAfterItWasAway() {
        Neighbours.worker(500);
        var task = user.createTitled("Call Anna");
        Neighbours.worker(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jobs(task, "memory.consolidate").size() == 1);
        var job = jobs(task, "memory.consolidate").getFirst();
        assertThat(job.at("/payload/text").asText()).isEqualTo("Call Anna");
        assertThat(job.at("/payload/metadata/taskId").asText())
                .isEqualTo(task.path("id").asText());
        assertThat(Neighbours.BEARERS).isNotEmpty().allMatch(bearer -> bearer.startsWith("Bearer "));
    }

    @Test
    void knowsNoTaskThatNeverWas() {
        var unknown = JSON.createObjectNode().put("id", UUID.randomUUID().toString());
        assertThat(user.resume(unknown).statusCode()).isEqualTo(404);
        var ofOthers = User.fresh().createTitled("Call Anna");
        assertThat(user.resume(ofOthers).statusCode()).isEqualTo(404);
    }

    /** What the first transaction leaves when the process dies right behind it. */
    private JsonNode accepted(Instant resumeAt, int attempts) {
        return accepted(resumeAt, attempts, Optional.empty());
    }

    private JsonNode accepted(Instant resumeAt, int attempts, Optional<UUID> engine) {
        var key = new TaskKey(user.tenant(), user.id(), Ids.next());
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var trace = TraceContext.start().traceparent();
        var created = new TaskEvent.Created("Call Anna", null, null, List.of());
        work.commit(user.tenant(), pipeline -> {
            sagas.insert(pipeline, new Saga(key, SagaStep.ANALYZE, attempts, now, now, resumeAt, engine, trace));
            ledger.append(pipeline, TaskChange.creation(key, created, now, trace), List.of());
            return key;
        });
        return JSON.createObjectNode().put("id", key.id().toString());
    }

    private static List<JsonNode> analyzeJobs(JsonNode task) {
        return jobs(task, "task.analyze");
    }

    private static List<JsonNode> jobs(JsonNode task, String type) {
        return Neighbours.jobsOf(task.path("id").asText()).stream()
                .filter(job -> job.path("type").asText().equals(type))
                .toList();
    }

    private List<String> types(JsonNode task) {
        return user.history(task).path("items").findValuesAsText("type").stream()
                .map(type -> type.substring("io.focusforge.task.".length(), type.length() - ".v1".length()))
                .toList();
    }
}
