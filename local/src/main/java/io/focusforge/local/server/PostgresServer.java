package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** PostgreSQL with a data directory of its own; passwords are asked of everybody, also on this machine. */
final class PostgresServer implements AutoCloseable {
    static final String SUPERUSER = "postgres";

    private static final String NAME = "PostgreSQL";

    /** A crash may have left much to replay. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "150", "shared_buffers", "64MB");
    private static final Map<String, String> FAST = Map.of(
            "fsync",
            "off",
            "synchronous_commit",
            "off",
            "full_page_writes",
            "off",
            "max_connections",
            "400",
            "shared_buffers",
            "64MB",
            // plans are the same however long the tests take
            "autovacuum",
            "off");

    private final Supplier<ServerProcess> launch;
    private final PostgresAddress address;
    private volatile ServerProcess process;

    private PostgresServer(Supplier<ServerProcess> launch, PostgresAddress address) {
        this.launch = launch;
        this.address = address;
        this.process = launch.get();
    }

    static PostgresServer start(ServersOptions options, String password, int port) {
        return start(options, password, port, Map.of());
    }

    /** @param settings beside, or instead of, those that it always has */
    static PostgresServer start(ServersOptions options, String password, int port, Map<String, String> settings) {
        var directory = Directories.make(options.directory().resolve("postgres"));
        var binaries = PostgresBinaries.find(options.postgresHome(), directory);
        var user = Unprivileged.choose();
        endOrphan(options.directory());
        var data = data(directory, binaries, user, password, options.durable());
        var log = options.directory().resolve("logs").resolve("postgres.log");
        var arguments = command(binaries, data, port, options.durable());
        settings.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        var command = user.command(arguments);
        var server = new PostgresServer(
                () -> ServerProcess.start(NAME, command, directory, log, Signal.INT),
                new PostgresAddress(port, password));
        server.awaitReady();
        return server;
    }

    /** Ends it by the signal, and starts it again over the same data. */
    void restart(Signal signal) {
        process.end(signal);
        process = launch.get();
        awaitReady();
    }

    private void awaitReady() {
        process.awaitReady(() -> accepts(address), START);
    }

    static void endOrphan(Path directory) {
        ServerProcess.endOrphan(directory.resolve("postgres").resolve(NAME + ".pid"), Signal.INT);
    }

    PostgresAddress address() {
        return address;
    }

    ProcessIdentity identity() {
        return process.identity();
    }

    void abandon() {
        process.abandon();
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(PostgresBinaries binaries, Path data, int port, boolean durable) {
        var command = new ArrayList<>(List.of(binaries.program("postgres"), "-D", data.toString(), "-p", "" + port));
        // No socket in /tmp, no compilation of short queries, no helpers for a replication that there is not.
        var common = Map.of(
                "listen_addresses",
                Ports.HOST,
                "unix_socket_directories",
                "",
                "jit",
                "off",
                "wal_level",
                "minimal",
                "max_wal_senders",
                "0",
                "log_min_messages",
                "warning",
                "max_wal_size",
                "1GB",
                "checkpoint_completion_target",
                "0.9");
        common.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        (durable ? DURABLE : FAST).forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        if (durable && System.getProperty("os.name").equals("Linux")) {
            // after a crash one request for all files in place of one for each of thousands, which a busy disk needs
            // minutes for
            command.addAll(List.of("-c", "recovery_init_sync_method=syncfs"));
        }
        return command;
    }

    private static Path data(
            Path directory, PostgresBinaries binaries, Unprivileged user, String password, boolean sync) {
        var data = directory.resolve("data");
        if (!Files.exists(data)) {
            initialise(directory, binaries, user, password, sync);
        }
        checkVersion(data, binaries);
        user.own(directory);
        return data;
    }

    // Made under another name and moved, so that a half-made one is never taken for a database.
    private static void initialise(
            Path directory, PostgresBinaries binaries, Unprivileged user, String password, boolean sync) {
        var partial = directory.resolve("data.part");
        var passwordFile = directory.resolve("initial-password");
        Directories.delete(partial);
        Directories.write(passwordFile, password);
        user.own(directory);
        var command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "-D",
                partial.toString(),
                "-U",
                SUPERUSER,
                "--encoding=UTF8",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile));
        command.addAll(locale(binaries.majorVersion()));
        if (!sync) {
            command.add("--no-sync");
        }
        var log = directory.resolve("initdb.log");
        try {
            run(user.command(command), log);
            Files.delete(passwordFile);
            Files.move(partial, directory.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalFailure(
                    "PostgreSQL's data cannot be made in %s: %s.".formatted(directory, Directories.reason(e)), e);
        }
    }

    private static List<String> locale(int version) {
        return version >= 17
                ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                : List.of("--locale=C.UTF-8");
    }

    private static void run(List<String> command, Path log) throws IOException {
        try {
            var code = Launch.start(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile())))
                    .waitFor();
            if (code != 0) {
                throw new LocalFailure("PostgreSQL's initdb fails: %s (log: %s)".formatted(reason(log), log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted while PostgreSQL's data was made.", e);
        }
    }

    private static String reason(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.stream()
                .filter(line -> line.contains("error:") || line.contains("FATAL"))
                .findFirst()
                .orElse(lines.isEmpty() ? "no reason given" : lines.getLast());
    }

    private static void checkVersion(Path data, PostgresBinaries binaries) {
        try {
            var version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals("" + binaries.majorVersion())) {
                throw new LocalFailure(
                        "The data in %s was made by PostgreSQL %s, and this is %s: use that one (%s), or another directory with --data."
                                .formatted(data, version, binaries.majorVersion(), ServersOptions.POSTGRES_HOME));
            }
        } catch (IOException e) {
            throw new LocalFailure(
                    "%s is not, or no longer, a PostgreSQL data directory: it has no PG_VERSION.".formatted(data), e);
        }
    }

    private static boolean accepts(PostgresAddress address) {
        if (!Ports.answers(address.port())) {
            return false;
        }
        try (Connection connection =
                DriverManager.getConnection(address.jdbcUrl("postgres"), SUPERUSER, address.password())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new LocalFailure(
                        "PostgreSQL's data and the passwords beside it (secrets.properties) do not belong together.",
                        e);
            }
            return false;
        }
    }
}
