package io.focusforge.bench.jobs;

import io.focusforge.bench.peer.PeerHome;
import io.focusforge.local.server.PostgresAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Installs the peers' programs into {@code bench/target} and starts them. One that cannot be had here is left out, with a word. */
final class Peers {
    private final Path project;
    private final Consumer<String> progress;

    Peers(Path project, Consumer<String> progress) {
        this.project = project;
        this.progress = progress;
    }

    /** With npm's packages, on this Redis. */
    Optional<Contestant> bullmq(String redisUrl, String text) throws IOException, InterruptedException {
        var home = PeerHome.of(project, "bullmq", "package.json", "connection.mjs", "worker.mjs", "main.mjs");
        var install = List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        if (!home.succeeds(List.of("node", "--version")) || !home.succeeds(install)) {
            progress.accept("without BullMQ: it needs Node and npm, and the packages (log: %s)".formatted(home.log()));
            return Optional.empty();
        }
        return start("BullMQ", home, List.of("node", "main.mjs"), Map.of("REDIS_URL", redisUrl, "BENCH_TEXT", text));
    }

    /** With Go's modules, in a database of its own on this PostgreSQL. */
    Optional<Contestant> river(PostgresAddress postgres, String database, String text)
            throws IOException, InterruptedException {
        var home = PeerHome.of(project, "river", "go.mod", "go.sum", "main.go");
        if (!home.succeeds(List.of("go", "build", "-o", "river", "."))) {
            progress.accept("without River: it needs Go, and the modules (log: %s)".formatted(home.log()));
            return Optional.empty();
        }
        var url =
                postgres.url(database).replace("://", "://postgres:" + postgres.password() + "@") + "?sslmode=disable";
        var program = home.directory().resolve("river").toString();
        return start("River", home, List.of(program), Map.of("DATABASE_URL", url, "BENCH_TEXT", text));
    }

    private static Optional<Contestant> start(
            String name, PeerHome home, List<String> command, Map<String, String> environment) throws IOException {
        var program = new ProcessBuilder(command).directory(home.directory().toFile());
        program.environment().putAll(environment);
        return Optional.of(Contestant.start(name, home.directory().resolve("program.log"), program));
    }
}
