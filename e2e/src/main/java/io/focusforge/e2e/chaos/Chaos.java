package io.focusforge.e2e.chaos;

import java.nio.file.Path;
import java.util.List;

/** {@code ./focusforge chaos}. */
public final class Chaos {
    private Chaos() {}

    /** @param arguments {@code <project> <data> [--name value …]} */
    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(
                Path.of(arguments[0]), Path.of(arguments[1]), List.of(arguments).subList(2, arguments.length));
        var failed = false;
        for (var topology : options.topologies()) {
            var result = new Run(options, topology, System.out::println).run();
            System.out.println(result);
            failed |= !result.violations().isEmpty();
        }
        System.exit(failed ? 1 : 0);
    }
}
