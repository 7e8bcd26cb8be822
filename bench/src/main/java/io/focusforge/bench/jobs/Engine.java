package io.focusforge.bench.jobs;

import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** FocusForge's own contestant: worker-service with a job that does nothing, in a JVM with the flags of its image. */
record Engine(Contestant program, String url) implements AutoCloseable {
    /** How many jobs run at once. */
    static final int SLOTS = 1_000;

    static Engine start(Path project, Path directory, Endpoints servers, String text) throws IOException {
        var ports = Ports.free(2);
        var settings = directory.resolve("engine.properties");
        write(settings, settings(servers, ports, text));
        var program = new ProcessBuilder(command(project, settings))
                .directory(project.resolve("bench-jobs/target/quarkus-app").toFile());
        program.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        var log = directory.resolve("logs/engine.log");
        return new Engine(Contestant.start("FocusForge", log, program), "http://127.0.0.1:" + ports.getFirst());
    }

    @Override
    public void close() {
        program.close();
    }

    private static Properties settings(Endpoints servers, List<Integer> ports, String text) {
        var settings = new Properties();
        settings.putAll(servers.settings(Service.WORKER, Endpoints.Share.of(Service.WORKER)));
        settings.setProperty("config_ordinal", "350");
        settings.setProperty("focusforge.http.host", Ports.HOST);
        settings.setProperty("focusforge.http.port", "" + ports.getFirst());
        settings.setProperty("focusforge.management.port", "" + ports.getLast());
        settings.setProperty("focusforge.worker.queues", "default:" + SLOTS);
        settings.setProperty("bench.text", text);
        return settings;
    }

    private static void write(Path file, Properties settings) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
    }

    private static List<String> command(Path project, Path settings) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.arguments(project, "worker-service"));
        command.add("-Xmx512m");
        var extra = System.getenv("FOCUSFORGE_BENCH_JVM_FLAGS");
        if (extra != null) {
            command.addAll(List.of(extra.split(" ")));
        }
        command.addAll(List.of("-Dsmallrye.config.locations=" + settings.toUri(), "-jar", "quarkus-run.jar"));
        return command;
    }
}
