package io.focusforge.chaos.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.chaos.Following;
import io.focusforge.chaos.Following.Seen;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.history.RunEvent;
import io.focusforge.chaos.world.Wait;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two orchestrators: what they promise while anything fails ({@code ./focusforge chaos runs} goes on), and what one tells when the other is gone. */
class RunsIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    /** Seeds that together kill, freeze and roll orchestrators, restart Postgres, and have the worker away. */
    private static final long FIRST = 5;

    private static final int COUNT = 2;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String EVENTS = "/api/v1/events";
    private static RunsWorld world;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        world = new RunsWorld(PROJECT, Runs.directory(PROJECT.resolve("chaos/target")));
    }

    @AfterAll
    static void stop() {
        world.close();
        Directories.delete(world.directory().resolve("servers"));
    }

    @BeforeEach
    void allAreThere() {
        world.awaitWhole();
    }

    @Test
    void everyRunEndsEveryStepTakesEffectOnceAndWhatIsReadIsWhatTheEventsComeTo() throws Exception {
        assertThat(Runs.run(world, FIRST, COUNT, System.out::println)).isEmpty();
    }

    @Test
    void whoFollowsARunGoesOnAtAnotherProcess() throws Exception {
        try (var recorder = new Recorder(directory.resolve("history"))) {
            var asks = new Asks(world, recorder);
            asks.upload();
            var seen = new ArrayList<Seen>();
            var begin = to(asks, 0, "/api/v1/chains/chaos/runs")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(asks.body(Manner.SLOW, 3, "stream")))
                    .build();
            try (var before = new Following(world.cluster().http(), begin)) {
                seen.addAll(before.until("run.step.succeeded"));
                world.cluster().replicas().getFirst().restart(Signal.KILL);
            }
            try (var after = behind(seen.getLast(), asks, 1, "/api/v1/runs/" + asks.newestRun() + "/events")) {
                seen.addAll(after.rest());
            }
            assertThat(seen)
                    .extracting(event -> Long.parseLong(event.id()))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(seen.stream().filter(event -> event.what().equals("run.step.succeeded")))
                    .extracting(event -> event.data().path("id").asText())
                    .doesNotHaveDuplicates()
                    .containsAll(Asks.effects(Manner.SLOW, 3));
            assertThat(seen.getLast().what()).isEqualTo("run.succeeded");
        }
    }

    @Test
    void agentsGoOnWhereTheyWereWhenTheirProcessIsKilled() throws Exception {
        try (var recorder = new Recorder(directory.resolve("history"))) {
            var asks = new Asks(world, recorder);
            var effects = new ConcurrentLinkedQueue<RunEvent.Effect>();
            world.outside().reportTo(event -> note(event, effects), task -> {});
            asks.upload("/chaos-effect.yaml");
            asks.upload("/chaos-team.yaml");
            var begin = to(asks, 0, "/api/v1/chains/chaos_team/runs")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"mode\":\"async\",\"input\":{}}"))
                    .build();
            assertThat(world.cluster()
                            .http()
                            .send(begin, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
            Wait.need("an agent to take effect", LONG, () -> !effects.isEmpty());
            world.cluster().replicas().getFirst().restart(Signal.KILL);
            var run = "/api/v1/runs/" + asks.newestRun();
            Wait.need("the end of the run", LONG, () -> asks.read(run).has("finishedAt"));
            var ended = asks.read(run);
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
            assertThat(ended.path("output").toString()).contains("taken effect");
            assertThat(effects)
                    .extracting(RunEvent.Effect::key)
                    .containsOnly(effects.peek().key());
            assertThat(world.outside().team().turns())
                    .as("four turns, and again at most the one that was killed")
                    .isBetween(4, 5);
        }
    }

    private static void note(Event event, Collection<RunEvent.Effect> effects) {
        if (event instanceof RunEvent.Effect effect) {
            effects.add(effect);
        }
    }

    @Test
    void bothProcessesTellTheSameEventsInTheSameOrderToTheSlowAsWell() throws Exception {
        try (var recorder = new Recorder(directory.resolve("history"))) {
            var asks = new Asks(world, recorder);
            List<Seen> told;
            try (var slow = follow(asks, 1);
                    var quick = follow(asks, 0)) {
                asks.tasks();
                told = quick.until("task.reopened");
                assertThat(slow.until("task.reopened")).isEqualTo(told);
            }
            world.cluster().replicas().getFirst().restart(Signal.KILL);
            try (var after = behind(told.get(1), asks, 1, EVENTS)) {
                assertThat(after.until("task.reopened")).isEqualTo(told.subList(2, told.size()));
            }
        }
    }

    @Test
    void aTenantHasSoManyStreamsAtAProcessAndNoMore() throws Exception {
        try (var recorder = new Recorder(directory.resolve("history"))) {
            var asks = new Asks(world, recorder);
            try (var first = follow(asks, 0);
                    var second = follow(asks, 0);
                    var third = follow(asks, 0);
                    var elsewhere = follow(asks, 1)) {
                var refused =
                        world.cluster().http().send(to(asks, 0, EVENTS).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("\"rate_limited\"");
                asks.tasks();
                for (var stream : List.of(first, second, third, elsewhere)) {
                    assertThat(stream.next().what()).isEqualTo("task.created");
                }
            }
        }
    }

    private static Following follow(Asks asks, int replica) throws IOException, InterruptedException {
        return new Following(world.cluster().http(), to(asks, replica, EVENTS).build());
    }

    private static Following behind(Seen seen, Asks asks, int replica, String path)
            throws IOException, InterruptedException {
        var url = world.cluster().replicas().get(replica).url(path);
        return Following.behind(seen.id(), world.cluster().http(), url, asks.authorization());
    }

    private static HttpRequest.Builder to(Asks asks, int replica, String path) {
        return HttpRequest.newBuilder(world.cluster().replicas().get(replica).url(path))
                .header("Authorization", asks.authorization());
    }
}
