package io.focusforge.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server and its Sentinel, started by the chart's scripts as a pod starts them, on a loopback address of its own in place of a name. */
final class RedisPod implements AutoCloseable {
    private static final Path SCRIPTS = Chart.DIRECTORY.resolve("files/redis");
    private static final long PATIENCE = 60;

    private final String address;
    private final Path directory;
    private final Map<String, String> settings;
    private final List<Process> processes = new ArrayList<>();

    /**
     * @param programs where redis-server and redis-cli are
     * @param settings what the chart says to all of them
     */
    RedisPod(String address, Path directory, Path programs, Map<String, String> settings) {
        this.address = address;
        this.directory = directory;
        this.settings = new HashMap<>(settings);
        this.settings.putAll(Map.of(
                "ME",
                address,
                "BIND",
                "bind " + address,
                "PATH",
                programs + File.pathSeparator + System.getenv("PATH"),
                "RUN",
                directory.resolve("run").toString()));
    }

    String address() {
        return address;
    }

    /** As a new pod, which finds nothing of what was there before. */
    void start() {
        try {
            deleteAll();
            Files.createDirectories(directory.resolve("run"));
            try (var scripts = Files.list(SCRIPTS)) {
                for (var script : scripts.toList()) {
                    Files.copy(script, directory.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.writeString(directory.resolve("redis.conf"), """
                bind %s
                port %s
                dir %s
                save ""
                repl-diskless-sync-delay 0
                include %s/run/own.conf
                """.formatted(
                            address, settings.get("PORT"), directory, directory));
            processes.add(run("server"));
            processes.add(run("sentinel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its exit code */
    int script(String name) {
        return end(run(name));
    }

    /** @return lines that its server answers, none when it does not answer */
    List<String> server(String... command) {
        return ask(settings.get("PORT"), command);
    }

    List<String> sentinel(String... command) {
        return ask(settings.get("SENTINEL_PORT"), command);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(RedisPod::end);
        processes.clear();
    }

    private List<String> ask(String port, String... command) {
        var words = new ArrayList<>(List.of("redis-cli", "-h", address, "-p", port));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
        builder.environment().putAll(settings);
        builder.environment().put("REDISCLI_AUTH", settings.get("REDIS_PASSWORD"));
        // the path of this process is where the program of a new one is looked for
        words.set(
                0,
                Path.of(settings.get("PATH").split(File.pathSeparator)[0], "redis-cli")
                        .toString());
        try {
            var process = builder.start();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return end(process) == 0 ? answer.lines().toList() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run(String name) {
        var builder = new ProcessBuilder("sh", directory.resolve(name + ".sh").toString());
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(directory.resolve(name + ".log").toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process process) {
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("%s does not end".formatted(process));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void deleteAll() throws IOException {
        var run = directory.resolve("run");
        if (Files.exists(run)) {
            try (var files = Files.list(run)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
