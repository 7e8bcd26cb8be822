package io.focusforge.chaos.world;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import redis.embedded.RedisExecProvider;

/** A Redis or a Sentinel that keeps nothing on disk: whoever starts it again finds it empty. */
final class RedisNode implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(15);

    private final Path directory;
    private final int port;
    private final String password;
    private final Child process;

    private RedisNode(Path directory, int port, String password, Child process) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    static RedisNode server(Path parent, int port, String password) {
        return of(parent, port, password, List.of());
    }

    static RedisNode sentinel(Path parent, int port, String password) {
        return of(parent, port, password, List.of("--sentinel"));
    }

    private static RedisNode of(Path parent, int port, String password, List<String> flags) {
        var directory = Directories.make(parent.resolve("redis-" + port));
        var command =
                new ProcessBuilder(Program.PATH, directory.resolve("redis.conf").toString());
        command.command().addAll(flags);
        return new RedisNode(
                directory,
                port,
                password,
                new Child(command.directory(directory.toFile()), parent.resolve("redis-" + port + ".log")));
    }

    int port() {
        return port;
    }

    /** Starts it with these lines in its settings, and returns when it answers. */
    void start(String... settings) {
        Directories.write(
                directory.resolve("redis.conf"),
                """
                bind %s
                port %d
                dir "%s"
                requirepass %s
                """.formatted(Ports.HOST, port, directory, password) + String.join("\n", settings) + "\n");
        process.start();
        Wait.need("Redis at " + port, START, () -> ask("PING").contains("PONG"));
    }

    List<String> ask(String... command) throws IOException {
        return Resp.ask(port, password, command);
    }

    /** @return the value of a line of INFO */
    String info(String name) throws IOException {
        return ask("INFO")
                .getFirst()
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    void send(Signal signal) {
        process.send(signal);
    }

    void kill() {
        process.end(Signal.KILL);
    }

    @Override
    public void close() {
        process.close();
    }

    /** Unpacked once. */
    private static final class Program {
        static final String PATH = unpack();

        private static String unpack() {
            try {
                return RedisExecProvider.defaultProvider().get().getAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
