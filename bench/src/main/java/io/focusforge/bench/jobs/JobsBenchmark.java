package io.focusforge.bench.jobs;

import io.focusforge.bench.Options;
import io.focusforge.bench.load.Load;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.Rounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** FocusForge's jobs beside BullMQ's and River's: on the same servers, in rounds in which each has its turn. */
public final class JobsBenchmark {
    public static final Map<String, Goal> GOALS = Map.of(
            "jobs.vs_bullmq_everysec", Goal.atLeast(2).aiming(5),
            "jobs.vs_bullmq_always", Goal.atLeast(3).aiming(8),
            "jobs.vs_river", Goal.atLeast(1).aiming(1.5),
            "jobs.http_batch_per_s", Goal.atLeast(10_000).aiming(20_000),
            "jobs.pickup_p99_vs_bullmq", Goal.atMost(1).aiming(0.5),
            "jobs.fairness_p95_ratio", Goal.atMost(3).aiming(1.5),
            "jobs.million_redis_memory", Goal.atMost(64),
            "jobs.million_accept_ratio", Goal.atLeast(0.8),
            "jobs.million_dispatch_ratio", Goal.atLeast(0.8));

    private static final int CONNECTIONS = 16;
    /** Until the JVM has compiled what runs most: its CPU for a job still falls much between the fourth run and the eighth. */
    private static final int WARM_UPS = 10;

    private static final int WAIT_WARM_UPS = 6;
    private static final int BARE = 20_000;

    private final JobsOptions options;
    private final Consumer<String> progress;
    private final Path project = Options.project();
    private final Rounds rounds = new Rounds();

    public JobsBenchmark(JobsOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    public List<Figure> run() throws Exception {
        progress.accept("starting the servers, and installing the peers");
        try (var arena = Arena.open(project, progress);
                var load = new Load(CONNECTIONS)) {
            measure(arena, new OverHttp(arena, rounds, load));
        }
        return rounds.figures();
    }

    private void measure(Arena arena, OverHttp http) throws Exception {
        var throughput = new Throughput(arena, rounds, options.jobs());
        var waits = new Waits(arena, rounds);
        progress.accept("warming up");
        throughput.warmUp(WARM_UPS);
        waits.warmUp(WAIT_WARM_UPS);
        http.warmUp();
        for (var round = 1; round <= options.rounds(); round++) {
            progress.accept("round %d of %d".formatted(round, options.rounds()));
            throughput.everySecond();
            throughput.always();
            http.accept();
            waits.pickup();
            waits.fairness();
            bareLimits(arena);
        }
        if (options.million()) {
            progress.accept("queueing a million jobs");
            new Million(arena, http, rounds).measure();
        }
    }

    /** What the same servers do when there is no queue around them. */
    private void bareLimits(Arena arena) throws Exception {
        arena.settle();
        rounds.add(
                "bare Postgres, batched insert and delete",
                "1/s",
                arena.postgres().insertAndDelete(BARE, Arena.TEXT));
        rounds.add("bare Redis, life cycle on a stream", "1/s", arena.redis().streamLifeCycles(BARE, Arena.TEXT));
    }
}
