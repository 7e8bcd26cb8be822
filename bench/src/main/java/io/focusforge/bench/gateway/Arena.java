package io.focusforge.bench.gateway;

import io.focusforge.bench.load.JavaProgram;
import io.focusforge.bench.main.BareProxy;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The mock, all ways to it that are there, and the servers that ours needs. */
final class Arena implements AutoCloseable {
    private static final Duration HELLO = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Contestant direct;
    private final Contestant bare;
    private final Optional<Contestant> portkey;
    private final OurPath ours;
    private final Contestant hello;

    private Arena(Path project, Path directory, Consumer<String> progress) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            var mock = keep(JavaProgram.start(MockUpstream.class, 256));
            var proxy = keep(JavaProgram.start(BareProxy.class, 96, Integer.toString(mock.port())));
            direct = Contestant.plain("direct", mock.url(), Map.of());
            bare = Contestant.plain("bare", proxy.url(), Map.of("bare proxy", proxy.processes()));
            portkey =
                    Portkey.start(project, mock.url(), progress).map(this::keep).map(Portkey::contestant);
            hello = hello(project, directory);
            var servers = keep(Servers.start(ServersOptions.durable(directory).forgettingRedis()));
            ours = keep(OurPath.start(project, directory, servers, mock.url()));
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static Arena open(Path project, Consumer<String> progress) throws Exception {
        var parent = Files.createDirectories(project.resolve("bench/target/stacks"));
        return new Arena(project, Files.createTempDirectory(parent, "gateway"), progress);
    }

    /** The mock itself. */
    Contestant direct() {
        return direct;
    }

    Contestant bare() {
        return bare;
    }

    Optional<Contestant> portkey() {
        return portkey;
    }

    /** As an ingress sends it: straight to ai-service. */
    Contestant ours() {
        return ours.direct();
    }

    /** A plain Quarkus REST endpoint, which asks nobody. */
    Contestant hello() {
        return hello;
    }

    /** All that answer chat completions. */
    List<Contestant> ways() {
        return Stream.concat(Stream.of(direct), gateways().stream()).toList();
    }

    /** All that stand before the mock. */
    List<Contestant> gateways() {
        return Stream.of(Optional.of(bare), portkey, Optional.of(ours()), Optional.of(ours.throughGateway()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The last first; also when the benchmark is interrupted. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("bench: " + e.getMessage());
            }
        }
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    private Contestant hello(Path project, Path directory) throws Exception {
        var port = Ports.free(1).getFirst();
        var program =
                keep(QuarkusProgram.start(project, "bench-hello", directory, Map.of("bench.port", port.toString())));
        Listening.await("bench-hello", port, program.process(), HELLO);
        return Contestant.plain("hello", "http://127.0.0.1:" + port, Map.of("hello", program.tree()));
    }
}
