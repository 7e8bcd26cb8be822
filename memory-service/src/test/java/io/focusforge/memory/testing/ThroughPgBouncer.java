package io.focusforge.memory.testing;

import io.focusforge.local.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A database of its own behind PgBouncer in transaction mode, with four connections to it. */
public final class ThroughPgBouncer implements QuarkusTestResourceLifecycleManager {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final String CONFIG = """
            [databases]
            * = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = %s
            pool_mode = transaction
            default_pool_size = 4
            max_client_conn = 200
            ignore_startup_parameters = extra_float_digits
            """;

    private TestDatabase database;
    private Process process;

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public Map<String, String> start() {
        if (!isInstalled()) {
            return Map.of();
        }
        database = TestDatabase.create("memory");
        var port = freePort();
        process = launch(port);
        var settings = new HashMap<>(database.settings());
        settings.put("quarkus.datasource.jdbc.url", "jdbc:" + database.url());
        settings.put("focusforge.postgres.url", database.url().replaceFirst(":\\d+/", ":" + port + "/"));
        settings.put("focusforge.postgres.behind-pooler", "true");
        settings.put("focusforge.postgres.cache-statements", "false");
        settings.put("focusforge.postgres.max-connections", "64");
        return settings;
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
            database.close();
        }
    }

    private Process launch(int port) {
        try {
            var directory = Files.createTempDirectory("focusforge-pgbouncer");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            var users = Files.writeString(
                    directory.resolve("users"), "\"%s\" \"%s\"%n".formatted(database.role(), database.rolePassword()));
            var server = Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
            var config = Files.writeString(directory.resolve("pgbouncer.ini"), CONFIG.formatted(server, port, users));
            return started(command(config), directory.resolve("log"), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // It refuses to run as root.
    private static List<String> command(Path config) {
        var command = new ArrayList<>(List.of(PROGRAM.toString(), config.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(1, List.of("-u", "nobody"));
        }
        return command;
    }

    private static Process started(List<String> command, Path log, int port) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (var i = 0; i < 200 && process.isAlive(); i++) {
            try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
                return process;
            } catch (IOException e) {
                pause(process);
            }
        }
        process.destroy();
        throw new IllegalStateException("PgBouncer does not start:\n" + Files.readString(log));
    }

    private static void pause(Process process) {
        try {
            var unused = process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
