package io.focusforge.bench.orchestrator;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.Outcome;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.load.StackProcesses;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** A rebuild in a running stack whose users go on: of the same tenant, they read and create tasks at an even rate before and meanwhile. */
final class ServedRebuild {
    private static final String REBUILDS = "/api/v1/projections/tasks/rebuilds";
    private static final double RATE = 40;
    private static final int ONE_WRITES_OF = 4;
    private static final int USERS = 8;
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private final Path project;
    private final int events;
    private final Consumer<String> progress;
    private final AtomicLong numbers = new AtomicLong();

    ServedRebuild(Path project, int events, Consumer<String> progress) {
        this.project = project;
        this.events = events;
        this.progress = progress;
    }

    void measure(Rounds rounds) throws Exception {
        progress.accept("starting a stack");
        // what is put there by hand is told to nobody
        var options = ModelStack.options(project)
                .withSetting(Service.ORCHESTRATOR, "focusforge.event-publication.enabled", "false");
        try (var stack = Stack.start(options);
                var api = new PublicApi(stack.url(), stack.apiKey());
                var load = new Load(64)) {
            fill(stack, api);
            var users = new RunningStack(stack.url(), stack.apiKey(), List.of(stack.apiKey()), StackProcesses.of(stack))
                    .withUsers(USERS);
            var task = users.createOneTask();
            progress.accept("warming up");
            load.evenly(RATE, WARM_UP, n -> call(users, task));
            note(rounds, "before a rebuild", List.of(load.evenly(RATE, SLICE.multipliedBy(2), n -> call(users, task))));
            progress.accept("rebuilding");
            var id = api.post(REBUILDS, new JsonObject()).getString("id");
            var meanwhile = new ArrayList<Outcome>();
            JsonObject rebuild;
            do {
                meanwhile.add(load.evenly(RATE, SLICE, n -> call(users, task)));
                rebuild = api.get(REBUILDS + "/" + id);
            } while (rebuild.getString("switchedAt") == null && !"failed".equals(rebuild.getString("state")));
            note(rounds, "during a rebuild", meanwhile);
            note(rounds, rebuild);
        }
    }

    private void fill(Stack stack, PublicApi api) throws Exception {
        var owner = api.get("/api/v1/api-keys?limit=1").getJsonArray("items").getJsonObject(0);
        var vertx = Vertx.vertx();
        var pool = StepsArena.pool(vertx, stack.servers().endpoints());
        try {
            new TaskEvents(
                            TenantDatabase.over(pool),
                            UUID.fromString(owner.getString("tenantId")),
                            UUID.fromString(owner.getString("userId")))
                    .fill(events, progress);
        } finally {
            pool.close().await().atMost(TIMEOUT);
            vertx.close().await().atMost(TIMEOUT);
        }
        try (var connection = stack.servers().endpoints().postgres().connect(Service.ORCHESTRATOR.id());
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }

    private Call call(RunningStack users, String task) {
        var number = numbers.incrementAndGet();
        return number % ONE_WRITES_OF == 0 ? users.createTask(number) : users.readTask(task);
    }

    private static void note(Rounds rounds, String when, List<Outcome> outcomes) {
        var answered = outcomes.stream()
                .mapToLong(outcome -> outcome.latencies().length)
                .sum();
        var failed = outcomes.stream().mapToLong(Outcome::failed).sum();
        var all = outcomes.stream()
                .map(Outcome::latencies)
                .flatMapToLong(LongStream::of)
                .toArray();
        var together = new Outcome(all, failed, SLICE);
        rounds.add("requests answered " + when, "%", 100.0 * answered / (answered + failed));
        rounds.add("requests " + when + ", p50", "ms", together.percentile(0.5));
        rounds.add("requests " + when + ", p95", "ms", together.percentile(0.95));
    }

    private static void note(Rounds rounds, JsonObject rebuild) {
        if (!rebuild.containsKey("switchedAt")) {
            throw new IllegalStateException(rebuild.encode());
        }
        var took = Duration.between(
                Instant.parse(rebuild.getString("startedAt")), Instant.parse(rebuild.getString("switchedAt")));
        rounds.add("rebuild in a stack that is used", "events/s", rebuild.getLong("events") * 1e3 / took.toMillis());
        rounds.add("rebuild in a stack that is used, to the switch", "s", took.toMillis() / 1e3);
    }
}
