package io.focusforge.bench.jobs;

import io.focusforge.local.server.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Installs the peers' programs into {@code bench/target} and starts them. One that cannot be had here is left out, with a word. */
final class Peers {
    private static final int INSTALL_MINUTES = 10;

    private final Path sources;
    private final Path installed;
    private final Consumer<String> progress;

    Peers(Path project, Consumer<String> progress) {
        this.sources = project.resolve("bench/peers");
        this.installed = project.resolve("bench/target/peers");
        this.progress = progress;
    }

    /** With npm's packages, on this Redis. */
    Optional<Contestant> bullmq(String redisUrl, String text) throws IOException, InterruptedException {
        var home = copy("bullmq", "package.json", "connection.mjs", "worker.mjs", "main.mjs");
        var install = List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        if (!succeeds(home, List.of("node", "--version")) || !succeeds(home, install)) {
            progress.accept("without BullMQ: it needs Node and npm, and the packages (log: %s)".formatted(log(home)));
            return Optional.empty();
        }
        return start("BullMQ", home, List.of("node", "main.mjs"), Map.of("REDIS_URL", redisUrl, "BENCH_TEXT", text));
    }

    /** With Go's modules, in a database of its own on this PostgreSQL. */
    Optional<Contestant> river(PostgresAddress postgres, String database, String text)
            throws IOException, InterruptedException {
        var home = copy("river", "go.mod", "go.sum", "main.go");
        if (!succeeds(home, List.of("go", "build", "-o", "river", "."))) {
            progress.accept("without River: it needs Go, and the modules (log: %s)".formatted(log(home)));
            return Optional.empty();
        }
        var url =
                postgres.url(database).replace("://", "://postgres:" + postgres.password() + "@") + "?sslmode=disable";
        var program = home.resolve("river").toString();
        return start("River", home, List.of(program), Map.of("DATABASE_URL", url, "BENCH_TEXT", text));
    }

    private static Optional<Contestant> start(
            String name, Path home, List<String> command, Map<String, String> environment) throws IOException {
        var program = new ProcessBuilder(command).directory(home.toFile());
        program.environment().putAll(environment);
        return Optional.of(Contestant.start(name, home.resolve("program.log"), program));
    }

    private Path copy(String peer, String... files) throws IOException {
        var home = Files.createDirectories(installed.resolve(peer));
        for (var file : files) {
            Files.copy(sources.resolve(peer).resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return home;
    }

    private static boolean succeeds(Path home, List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log(home).toFile())
                    .start();
            if (process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path log(Path home) {
        return home.resolve("install.log");
    }
}
