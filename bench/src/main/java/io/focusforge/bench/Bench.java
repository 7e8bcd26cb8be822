package io.focusforge.bench;

import io.focusforge.bench.cluster.ClusterFigures;
import io.focusforge.bench.gateway.GatewayBenchmark;
import io.focusforge.bench.gateway.GatewayOptions;
import io.focusforge.bench.jobs.JobsBenchmark;
import io.focusforge.bench.jobs.JobsOptions;
import io.focusforge.bench.main.MainBenchmark;
import io.focusforge.bench.measure.Report;
import io.focusforge.bench.memory.MemoryBenchmark;
import io.focusforge.bench.memory.MemoryOptions;
import io.focusforge.bench.natives.NativeBenchmark;
import io.focusforge.bench.natives.NativeOptions;
import io.focusforge.bench.orchestrator.OrchestratorBenchmark;
import io.focusforge.bench.orchestrator.OrchestratorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** {@code bench <name> [--json FILE]}: runs a benchmark, prints a table, and writes JSON where asked to. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        try {
            var arguments = List.of(args);
            var options = Options.of(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
            var report = run(arguments.isEmpty() ? "" : arguments.getFirst(), options);
            report.print(System.out);
            if (options.has("--json")) {
                report.write(Path.of(options.text("--json")));
            }
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private static Report run(String name, Options options) throws Exception {
        Consumer<String> progress = System.err::println;
        return switch (name) {
            case "main" -> new Report(new MainBenchmark(progress).run(), MainBenchmark.GOALS);
            case "jobs" -> new Report(new JobsBenchmark(JobsOptions.of(options), progress).run(), JobsBenchmark.GOALS);
            case "gateway" ->
                new Report(new GatewayBenchmark(GatewayOptions.of(options), progress).run(), GatewayBenchmark.GOALS);
            case "memory" ->
                new Report(new MemoryBenchmark(MemoryOptions.of(options), progress).run(), MemoryBenchmark.GOALS);
            case "orchestrator" ->
                new Report(
                        new OrchestratorBenchmark(OrchestratorOptions.of(options), progress).run(),
                        OrchestratorBenchmark.GOALS);
            case "native" ->
                new Report(new NativeBenchmark(NativeOptions.of(options), progress).run(), NativeBenchmark.GOALS);
            case "cluster" -> new Report(ClusterFigures.read(Options.project()), ClusterFigures.GOALS);
            default ->
                throw new IllegalArgumentException(
                        "there are seven benchmarks: main, jobs, gateway, memory, orchestrator, native and cluster");
        };
    }
}
