package io.focusforge.bench;

import io.focusforge.bench.main.MainBenchmark;
import io.focusforge.bench.measure.Report;
import java.nio.file.Path;
import java.util.List;

/** {@code bench <name> [--json FILE]}: runs a benchmark, prints a table, and writes JSON where asked to. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        var arguments = List.of(args);
        if (arguments.isEmpty() || !arguments.getFirst().equals("main")) {
            System.err.println("bench: there is one benchmark: main");
            System.exit(2);
        }
        var json = arguments.indexOf("--json");
        var report = new Report(new MainBenchmark(System.err::println).run());
        report.print(System.out);
        if (json >= 0) {
            report.write(Path.of(arguments.get(json + 1)));
        }
        System.exit(0);
    }
}
