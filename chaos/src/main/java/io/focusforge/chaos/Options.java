package io.focusforge.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run. {@code seed} decides what fails when and what clients ask for.
 *
 * @param lasts how long each topology is tried; empty: until every fault has come once
 * @param perSecond requests of clients
 * @param goesOnWithin so soon after the end of a fault work has to go on; more than {@link #PROMISED} is for machines that are busy with other
 *     things
 */
public record Options(
        Path project,
        Path directory,
        long seed,
        Optional<Duration> lasts,
        List<Topology> topologies,
        int workers,
        int perSecond,
        Timing timing,
        Duration goesOnWithin) {
    /** What the product promises. */
    public static final Duration PROMISED = Duration.ofSeconds(10);

    public Options {
        topologies = List.copyOf(topologies);
        if (workers < 2 || workers > 4 || perSecond < 1 || perSecond > 1_000) {
            throw new IllegalArgumentException("2 to 4 workers, 1 to 1000 requests a second");
        }
        if (!goesOnWithin.isPositive()) {
            throw new IllegalArgumentException("within a second at least");
        }
    }

    /** A round of every fault, with workers that give up on each other soon. */
    public static Options quick(Path project, Path directory, long seed, Topology topology, Duration goesOnWithin) {
        return new Options(
                project, directory, seed, Optional.empty(), List.of(topology), 3, 15, Timing.QUICK, goesOnWithin);
    }

    /** What is given on the command line. */
    static Options parse(Path project, Path data, List<String> arguments) {
        var given = new Arguments(
                arguments, List.of("seed", "minutes", "redis", "workers", "rate", "timing", "within", "data"));
        var topologies = given.find("redis").map(Topology::of).map(List::of).orElse(List.of(Topology.values()));
        return new Options(
                project,
                data.resolve("chaos"),
                given.find("seed").map(Long::parseLong).orElseGet(System::nanoTime),
                given.find("minutes").map(Integer::parseInt).map(minutes -> Duration.ofMinutes(minutes)
                        .dividedBy(topologies.size())),
                topologies,
                given.find("workers").map(Integer::parseInt).orElse(3),
                given.find("rate").map(Integer::parseInt).orElse(40),
                given.find("timing").orElse("product").equals("quick") ? Timing.QUICK : Timing.PRODUCT,
                given.find("within")
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds)
                        .orElse(PROMISED));
    }
}
