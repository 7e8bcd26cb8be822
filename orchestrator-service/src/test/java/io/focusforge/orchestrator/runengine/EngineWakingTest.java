package io.focusforge.orchestrator.runengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.id.Ids;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What reaches runs from outside: signals, times, and that they are cancelled. */
class EngineWakingTest extends OnOneEngine {
    private static final String RIGHT = "chains:admin";

    @Test
    void waitsForASignalWithoutAnEngineAndTellsTheStepWhatItSaid() {
        var graph = new TestGraph().step("approve", Set.of(), (context, results) -> context.awakening()
                .<StepOutcome>map(why -> new StepOutcome.Done(((Awakening.Signalled) why).data()))
                .orElseGet(() -> new StepOutcome.Waits(null, "approve", RIGHT)));
        var run = stage.run(engine, graph);
        var waiting = stage.await(run, "waiting");
        assertThat(waiting.getUUID("engine_id")).isNull();
        signal(run, "other", "1");
        signal(run, "approve", "{\"yes\":true}");
        assertThat(stage.await(run, "succeeded").getString("output")).isEqualTo("{\"approve\":{\"yes\":true}}");
        assertThat(stage.steps(run).getFirst().getInteger("attempt")).isOne();
    }

    @Test
    void aSignalThatComesEarlyIsKeptAndWakesOneStepOnly() {
        var hold = new CountDownLatch(1);
        StepBody wait = (context, results) -> context.awakening()
                .<StepOutcome>map(why -> done(1))
                .orElseGet(() -> new StepOutcome.Waits(null, "go", RIGHT));
        var graph = new TestGraph()
                .step("first", Set.of(), (context, results) -> {
                    hold.await();
                    return done(1);
                })
                .step("a", Set.of("first"), wait)
                .step("b", Set.of("a"), wait);
        var run = stage.run(engine, graph);
        signal(run, "go", "1");
        hold.countDown();
        await().until(() -> stage.step(run, "b").map(row -> row.getString("state")), Optional.of("waiting")::equals);
        assertThat(stage.step(run, "a").orElseThrow().getString("state")).isEqualTo("succeeded");
        signal(run, "go", "2");
        stage.await(run, "succeeded");
    }

    @Test
    void waitsForATimeInHandAndOutOfIt() {
        for (var millis : List.of(30, 400)) {
            var graph = new TestGraph().step("wait", Set.of(), (context, results) -> context.awakening()
                    .<StepOutcome>map(why -> done(1))
                    .orElseGet(() -> StepOutcome.Waits.until(Instant.now().plusMillis(millis))));
            stage.await(stage.run(engine, graph), "succeeded");
        }
    }

    @Test
    void cancelReachesARunningStepAndItsCall() {
        var call = new CompletableFuture<StepOutcome>();
        var graph = new TestGraph().step("slow", Set.of(), (context, results) -> context.await(call));
        var run = stage.run(engine, graph);
        await().until(() -> stage.step(run, "slow").isPresent());
        cancel(run);
        stage.await(run, "cancelled");
        assertThat(call).isCancelled();
        assertThat(stage.step(run, "slow").orElseThrow().getString("state")).isEqualTo("cancelled");
    }

    private static void signal(RunKey run, String name, String data) {
        stage.execute(
                "INSERT INTO run_signals (tenant_id, run_id, id, name, data, sender, scopes, sent_at) VALUES ($1, $2, $3, $4, $5, $3, $7, $6)",
                run.tenant(),
                run.id(),
                Ids.next(),
                name,
                data,
                OffsetDateTime.now(ZoneOffset.UTC),
                new String[] {RIGHT});
        stage.execute(
                "UPDATE runs SET attention = engine_id IS NOT NULL, due_at = CASE WHEN engine_id IS NULL THEN now() END WHERE id = $1",
                run.id());
    }

    private static void cancel(RunKey run) {
        stage.execute("UPDATE runs SET attention = true, cancelled_at = now() WHERE id = $1", run.id());
    }
}
