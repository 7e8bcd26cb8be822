package io.focusforge.bench.gateway;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.server.Signal;
import io.focusforge.local.stack.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A built Quarkus application, in the JVM that the image would give it in a container of one processor and 1 GB. */
final class QuarkusProgram implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process process;

    private QuarkusProgram(Process process) {
        this.process = process;
    }

    /**
     * @param module whose {@code target/quarkus-app} is run
     * @param directory where its settings and its log are kept
     */
    static QuarkusProgram start(Path project, String module, Path directory, Map<String, String> settings)
            throws IOException {
        var file = directory.resolve(module + ".properties");
        write(file, settings);
        var program = new ProcessBuilder(command(project, module, file))
                .directory(project.resolve(module + "/target/quarkus-app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(module + ".log").toFile());
        program.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        return new QuarkusProgram(program.start());
    }

    Process process() {
        return process;
    }

    ProcessTree tree() {
        return ProcessTree.of(process.pid());
    }

    /** A recording is written in its last moments. */
    @Override
    public void close() {
        Signal.TERM.end(process.toHandle(), STOP);
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        var properties = new Properties();
        properties.setProperty("config_ordinal", "350");
        values.forEach(properties::setProperty);
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private static List<String> command(Path project, String module, Path settings) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.arguments(project, module));
        command.addAll(List.of("-XX:ActiveProcessorCount=1", "-Xmx512m"));
        var extra = System.getenv("FOCUSFORGE_BENCH_JVM_FLAGS");
        if (extra != null && !extra.isBlank()) {
            command.addAll(List.of(extra.replace("{service}", module).split(" ")));
        }
        command.addAll(List.of("-Dsmallrye.config.locations=" + settings.toUri(), "-jar", "quarkus-run.jar"));
        return command;
    }
}
