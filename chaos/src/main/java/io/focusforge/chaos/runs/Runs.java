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
            var failed = run(Path.of(arguments[0]), Path.of(arguments[1]), first, count, System.out::println);
            System.out.printf("%d of %d seeds violated%n", failed.size(), count);
            System.exit(failed.isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("focusforge: " + e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Seed after seed in one world.
     *
     * @return those of which a rule was violated
     */
    static List<Seed.Verdict> run(Path project, Path data, long first, int count, Consumer<String> say)
            throws Exception {
        var directory = data.resolve("chaos").resolve("runs-%d-%d".formatted(first, System.currentTimeMillis()));
        var failed = new ArrayList<Seed.Verdict>();
        try (var world = new RunsWorld(project, directory)) {
            for (var seed = first; seed < first + count; seed++) {
                var verdict = new Seed(world, seed).run(directory);
                say.accept(verdict.toString());
                if (!verdict.violations().isEmpty()) {
                    failed.add(verdict);
                }
            }
        }
        Directories.delete(directory.resolve("servers"));
        return failed;
    }
}
