package io.focusforge.orchestrator.runengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.IntNode;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.runstore.RunReads;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Engines that die, stall or stop, and others on the same database that go on. */
class TakeOverTest {
    private static final int BEFORE_THE_END = 150;
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final Set<UUID> keys = ConcurrentHashMap.newKeySet();
    private final CountDownLatch release = new CountDownLatch(1);
    private RunStage stage;

    @BeforeEach
    void open() {
        stage = new RunStage();
    }

    @AfterEach
    void close() {
        release.countDown();
        stage.close();
    }

    @Test
    void anotherEngineGoesOnWhenOneHasDied() {
        var first = stage.engine();
        var run = stage.run(first, heldOnce());
        await().until(() -> tries.get() == 1);
        first.die();
        var second = stage.engine();
        assertThat(stage.await(run, "succeeded").getInteger("takeovers")).isOne();
        assertThat(before).hasValue(1);
        assertThat(tries).hasValue(2);
        assertThat(keys).hasSize(1);
        assertThat(second.size()).isZero();
    }

    @Test
    void anEngineThatStopsHandsItsRunsBack() throws Exception {
        var first = stage.engine();
        var run = stage.run(first, heldOnce());
        await().until(() -> tries.get() == 1);
        first.stop();
        assertThat(stage.row(run).getUUID("engine_id")).isNull();
        stage.engine();
        assertThat(stage.await(run, "succeeded").getInteger("takeovers")).isZero();
        assertThat(before).hasValue(1);
    }

    @Test
    void anEngineThatWasTakenForDeadRecordsNothingMore() {
        var stalled = stage.engine();
        var run = stage.run(stalled, heldOnce());
        await().until(() -> tries.get() == 1);
        stage.execute("UPDATE run_engines SET lost = true");
        release.countDown();
        stage.engine();
        assertThat(stage.await(run, "succeeded").getString("output")).contains("\"held\":2");
        await().until(stalled::isReady);
        assertThat(stage.steps(run)).hasSize(2);
    }

    @Test
    void aRunThatLosesEngineAfterEngineFailsInTheEnd() {
        var engine = stage.engine();
        var run = stage.run(engine, heldOnce());
        await().until(() -> tries.get() == 1);
        engine.die();
        stage.execute("UPDATE runs SET takeovers = 20");
        stage.engine();
        assertThat(stage.await(run, "failed").getString("error_code")).isEqualTo("abandoned");
        assertThat(tries).hasValue(1);
    }

    @Test
    void everyStepEndsOnceWhenItsProcessIsKilled() throws Exception {
        createEffects();
        var process = start();
        try (var out = process.inputReader()) {
            for (var line = 0; line < BEFORE_THE_END; line++) {
                out.readLine();
            }
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(Duration.ofSeconds(10))).isTrue();
        } finally {
            process.destroyForcibly();
        }
        var ended = new HashSet<String>();
        rows("SELECT run_id, step FROM run_steps WHERE state = 'succeeded'").forEach(row -> ended.add(name(row)));
        assertThat(ended).hasSizeBetween(BEFORE_THE_END / 2, KilledEngine.RUNS * (KilledEngine.STEPS - 1));

        stage.graphs.put(KilledEngine.GRAPH, KilledEngine.graph(stage.pool(), "second"));
        stage.engine();
        var reads = new RunReads(stage.database);
        await().atMost(Duration.ofSeconds(30)).until(() -> reads.unfinished(stage.tenant, 100) == 0);

        assertThat(rows("SELECT FROM runs WHERE state = 'succeeded'")).hasSize(KilledEngine.RUNS);
        var effects = rows("SELECT run_id, step, key, process FROM effects");
        assertThat(effects.stream().map(row -> row.getUUID("key")).distinct())
                .hasSize(KilledEngine.RUNS * KilledEngine.STEPS);
        assertThat(effects.stream().map(TakeOverTest::name).distinct()).hasSize(KilledEngine.RUNS * KilledEngine.STEPS);
        assertThat(effects.stream()
                        .filter(row -> row.getString("process").equals("second"))
                        .map(TakeOverTest::name))
                .doesNotContainAnyElementsOf(ended)
                .doesNotHaveDuplicates();
    }

    private TestGraph heldOnce() {
        return new TestGraph()
                .step(
                        "before",
                        Set.of(),
                        (context, results) -> new StepOutcome.Done(IntNode.valueOf(before.incrementAndGet())))
                .step("held", Set.of("before"), (context, results) -> {
                    keys.add(context.idempotencyKey());
                    var number = tries.incrementAndGet();
                    if (number == 1) {
                        release.await();
                    }
                    return new StepOutcome.Done(IntNode.valueOf(number));
                });
    }

    private void createEffects() throws Exception {
        try (var connection = stage.server.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effects (run_id uuid, step text, key uuid, process text)");
            statement.execute("GRANT SELECT, INSERT ON effects TO " + stage.server.role());
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledEngine.class.getName(),
                        stage.server.url(),
                        stage.server.role(),
                        stage.server.rolePassword(),
                        stage.tenant.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<Row> rows(String sql) {
        return stage.database.acrossTenants(connection ->
                connection.query(sql).execute().await().indefinitely().stream().toList());
    }

    private static String name(Row row) {
        return row.getUUID("run_id") + "/" + row.getString("step");
    }
}
