package io.focusforge.local.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Redis, from the program in the Maven artifact. Its content can be rebuilt from Postgres, so that a lost second does no harm. */
final class RedisServer implements AutoCloseable {
    private static final String NAME = "Redis";
    private static final String VERSION = "7.0.15";
    private static final Duration START = Duration.ofSeconds(60);

    private final ServerProcess process;

    private RedisServer(ServerProcess process) {
        this.process = process;
    }

    static RedisServer start(ServersOptions options, String password, int port) {
        var directory = Directories.make(options.directory().resolve("redis"));
        var program = program(directory);
        var settings = directory.resolve("redis.conf");
        Directories.write(settings, settings(directory, options.durableRedis(), password, port));
        var process = ServerProcess.start(
                NAME,
                List.of(program.toString(), settings.toString()),
                directory,
                options.directory().resolve("logs").resolve("redis.log"),
                Signal.TERM);
        process.awaitReady(() -> pongs(port, password), START);
        return new RedisServer(process);
    }

    static void endOrphan(Path directory) {
        ServerProcess.endOrphan(directory.resolve("redis").resolve(NAME + ".pid"), Signal.TERM);
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

    private static String settings(Path directory, boolean durable, String password, int port) {
        return """
                bind %s
                port %d
                requirepass %s
                dir "%s"
                databases 4096
                save ""
                appendonly %s
                appendfsync everysec
                maxmemory-policy noeviction
                """.formatted(Ports.HOST, port, password, directory, durable ? "yes" : "no");
    }

    private static Path program(Path directory) {
        var program = directory.resolve("redis-server-" + VERSION);
        if (Files.isExecutable(program)) {
            return program;
        }
        var resource = "/redis-server-%s-%s-%s".formatted(VERSION, system(), architecture());
        try (var content = RedisServer.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new LocalFailure("There is no embedded Redis for %s on %s.".formatted(system(), architecture()));
            }
            var partial = directory.resolve("redis-server.part");
            Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalFailure(
                    "Redis cannot be unpacked to %s: %s.".formatted(directory, Directories.reason(e)), e);
        }
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386", "i686" -> "386";
            default -> "amd64";
        };
    }

    private static boolean pongs(int port, String password) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), 500);
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.UTF_8));
            var answer = socket.getInputStream().readNBytes("+OK\r\n+PONG\r\n".length());
            return new String(answer, StandardCharsets.UTF_8).endsWith("+PONG\r\n");
        } catch (IOException e) {
            return false;
        }
    }
}
