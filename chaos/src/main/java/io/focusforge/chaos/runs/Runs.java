package io.focusforge.chaos.runs;

import io.focusforge.chaos.Arguments;
import io.focusforge.local.server.Directories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code ./focusforge chaos runs}. */
public final class Runs {
    private Runs() {}

    /** @param arguments {@code <project> <data> [--seed N] [--count N]} */
    public static void main(String[] arguments) throws Exception {
        try {
            var given =
                    new Arguments(List.of(arguments).subList(2, arguments.length), List.of("seed", "count", "data"));
            var first = given.find("seed").map(Long::parseLong).orElseGet(() -> System.nanoTime() % 1_000_000);
            var count = given.find("count").map(Integer::parseInt).orElse(10);
            var directory = directory(Path.of(arguments[1]));
            var failed = new ArrayList<Seed.Verdict>();
            try (var world = new RunsWorld(Path.of(arguments[0]), directory)) {
                failed.addAll(run(world, first, count, System.out::println));
            }
            Directories.delete(directory.resolve("servers"));
            System.out.printf("%d of %d seeds violated%n", failed.size(), count);
            System.exit(failed.isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("focusforge: " + e.getMessage());
            System.exit(2);
        }
    }

    /** A fresh one for a world. */
    static Path directory(Path data) {
        return data.resolve("chaos").resolve("runs-" + System.currentTimeMillis());
    }

    /**
     * Seed after seed in one world.
     *
     * @return those of which a rule was violated
     */
    static List<Seed.Verdict> run(RunsWorld world, long first, int count, Consumer<String> say) throws Exception {
        var failed = new ArrayList<Seed.Verdict>();
        for (var seed = first; seed < first + count; seed++) {
            var verdict = new Seed(world, seed).run();
            say.accept(verdict.toString());
            if (!verdict.violations().isEmpty()) {
                failed.add(verdict);
            }
        }
        return failed;
    }
}
