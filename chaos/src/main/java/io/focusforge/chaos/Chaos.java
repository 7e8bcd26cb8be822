package io.focusforge.chaos;

import java.nio.file.Path;
import java.util.List;

/** {@code ./focusforge chaos}. */
public final class Chaos {
    private Chaos() {}

    /** @param arguments {@code <project> <data> [--name value …]} */
    public static void main(String[] arguments) throws Exception {
        try {
            var options = Options.parse(
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    List.of(arguments).subList(2, arguments.length));
            System.exit(run(options) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("focusforge: " + e.getMessage());
            System.exit(2);
        }
    }

    /** @return whether all was well */
    private static boolean run(Options options) throws Exception {
        var failed = false;
        for (var topology : options.topologies()) {
            var result = new Run(options, topology, System.out::println).run();
            System.out.println(result);
            failed |= !result.violations().isEmpty();
        }
        return !failed;
    }
}
