package io.focusforge.chaos.depth;

import io.focusforge.chaos.Arguments;
import io.focusforge.chaos.world.SingleRedis;
import io.focusforge.chaos.world.World;
import io.focusforge.local.server.Directories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measures accepting and running jobs with an empty queue, and again with a deep one. */
public final class Depth {
    private static final Map<String, String> SETTINGS = Map.of("focusforge.worker.queues", "notify:64");
    private static final int WORKERS = 2;

    private final Path project;
    private final Path directory;
    private final int queued;
    private final int sample;

    /** @param sample how many jobs a rate is measured with; whole batches */
    public Depth(Path project, Path directory, int queued, int sample) {
        if (sample < Batches.SIZE || queued < sample || queued % Batches.SIZE != 0 || sample % Batches.SIZE != 0) {
            throw new IllegalArgumentException("whole batches of " + Batches.SIZE);
        }
        this.project = project;
        this.directory = directory;
        this.queued = queued;
        this.sample = sample;
    }

    /** @param arguments {@code <project> <data> [--jobs N] [--sample N]} */
    public static void main(String[] arguments) throws Exception {
        var given = new Arguments(List.of(arguments).subList(2, arguments.length), List.of("jobs", "sample", "data"));
        var figures = new Depth(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]).resolve("depth"),
                        given.find("jobs").map(Integer::parseInt).orElse(1_000_000),
                        given.find("sample").map(Integer::parseInt).orElse(20_000))
                .measure();
        System.out.println(figures);
        System.exit(figures.isEnough() ? 0 : 1);
    }

    public Figures measure() throws Exception {
        var run = directory.resolve("" + System.currentTimeMillis());
        var setup = new World.Setup(project, run, WORKERS, SETTINGS, Duration.ofHours(2));
        try (var world = World.start(setup, here -> new SingleRedis(here.directory(), here.workers()), event -> {});
                var gauge = new RedisGauge((SingleRedis) world.redis())) {
            return measure(new Batches(world), new Rates(world.witness()), gauge);
        } finally {
            Directories.delete(run.resolve("servers"));
        }
    }

    // Once before it counts: the workers' code is compiled while it runs.
    private Figures measure(Batches batches, Rates rates, RedisGauge gauge) throws Exception {
        roundTrip(batches, rates);
        batches.pause();
        var acceptedEmpty = batches.leave(sample);
        batches.resume();
        var ranEmpty = rates.ofNext(sample);
        batches.pause();
        batches.leave(queued - sample);
        var acceptedDeep = batches.leave(sample);
        batches.resume();
        var ranDeep = rates.ofNext(sample);
        return new Figures(queued, acceptedEmpty, acceptedDeep, ranEmpty, ranDeep, gauge.bytes(), gauge.entries());
    }

    private void roundTrip(Batches batches, Rates rates) throws Exception {
        batches.leave(sample);
        rates.ofNext(sample);
    }
}
