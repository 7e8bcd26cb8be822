package io.focusforge.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The threads of JVMs that compile. They work beside what they compile for, and long after it: a figure that is taken meanwhile is of
 * them as well. On Linux; elsewhere there seem to be none, and nobody waits for them.
 */
public final class Compilers {
    private static final Pattern NAMES = Pattern.compile("C[12] Compiler.*");
    private static final double AT_REST = 0.03;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<Long> processes;

    public Compilers(Collection<ProcessTree> processes) {
        this.processes =
                processes.stream().flatMap(tree -> tree.roots().stream()).toList();
    }

    /**
     * Waits until they use less than 3 % of a processor.
     *
     * @return whether they do
     */
    public boolean rest(Duration atMost) throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        do {
            var before = nanos();
            var begun = System.nanoTime();
            Thread.sleep(LOOK);
            if (nanos() - before < AT_REST * (System.nanoTime() - begun)) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    /** CPU that they have used so far. */
    public long nanos() {
        return processes.stream().mapToLong(Compilers::nanos).sum();
    }

    private static long nanos(long process) {
        try (var threads = Files.list(Path.of("/proc/" + process + "/task"))) {
            return threads.flatMap(Compilers::used).mapToLong(Long::longValue).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The first number of {@code schedstat}; of a thread that has ended meanwhile nothing. */
    private static Stream<Long> used(Path thread) {
        try {
            return NAMES.matcher(Files.readString(thread.resolve("comm")).strip())
                            .matches()
                    ? Stream.of(Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ")[0]))
                    : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
