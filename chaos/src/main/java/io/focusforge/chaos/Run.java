package io.focusforge.chaos;

import io.focusforge.chaos.history.Checker;
import io.focusforge.chaos.history.History;
import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.history.Summary;
import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.World;
import io.focusforge.local.server.Directories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.function.Consumer;

/** One topology under one seed: servers and workers start, faults strike while clients ask, everything settles, and the checker judges. */
public final class Run {
    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration LISTED = Duration.ofSeconds(60);
    /** Many at once, so that what is lost with a worker is more than one or two. */
    private static final String SLOTS = "notify:32";

    private final Options options;
    private final Topology topology;
    private final Consumer<String> say;
    private final Path directory;

    public Run(Options options, Topology topology, Consumer<String> say) {
        this.options = options;
        this.topology = topology;
        this.say = say;
        this.directory =
                options.directory().resolve("%d-%s-%d".formatted(options.seed(), topology, System.currentTimeMillis()));
    }

    public Result run() throws Exception {
        say.accept("seed %d, Redis %s, %d workers, %d requests a second; work has to go on within %d s"
                .formatted(
                        options.seed(),
                        topology,
                        options.workers(),
                        options.perSecond(),
                        options.goesOnWithin().toSeconds()));
        var file = directory.resolve("history.ndjson");
        try (var recorder = new Recorder(file);
                var world = World.start(setup(), topology::start, recorder::record)) {
            strike(world, recorder);
        }
        Directories.delete(directory.resolve("servers"));
        var history = History.read(file);
        return new Result(file, Summary.of(history), new Checker(history, options.goesOnWithin()).violations());
    }

    private World.Setup setup() {
        var settings = new HashMap<>(options.timing().settings());
        settings.put("focusforge.worker.queues", SLOTS);
        return new World.Setup(
                options.project(),
                directory,
                options.workers(),
                settings,
                options.lasts().orElse(Duration.ofHours(1)));
    }

    private Plan plan() {
        var faults = options.lasts().isPresent() ? Fault.of(topology) : Fault.round(topology);
        return new Plan(options.seed(), faults, options.workers());
    }

    private void strike(World world, Recorder recorder) throws Exception {
        try (var load = new Load(world, recorder, options.seed())) {
            load.start(options.perSecond());
            Wait.pause(CALM);
            new Faults(world, recorder, options, say).all(plan());
            load.close();
            load.check();
            settle(world, recorder);
            tell(world, recorder, load.client());
        }
    }

    /** A job that never ends is for the checker to find. */
    private void settle(World world, Recorder recorder) {
        var accepted = recorder.acceptedSince(0);
        var settled =
                Wait.until(options.timing().settled(), () -> world.witness().sawAllEnd(accepted));
        say.accept(
                "%d jobs accepted; %s".formatted(accepted.size(), settled ? "all have ended" : "NOT ALL HAVE ENDED"));
    }

    private static void tell(World world, Recorder recorder, Client client) throws Exception {
        world.witness().testify().forEach(recorder::record);
        Wait.need("a list of all jobs", LISTED, () -> {
            client.jobs().forEach(recorder::record);
            return true;
        });
    }
}
