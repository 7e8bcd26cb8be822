package io.focusforge.bench.gateway;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.peer.PeerHome;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Portkey's gateway from npm, on Node, without its console. The headers of each request say where the model is. */
final class Portkey implements AutoCloseable {
    private static final String PROGRAM = "node_modules/@portkey-ai/gateway/build/start-server.js";
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Contestant contestant;

    private Portkey(Process process, int port, String upstream) {
        this.process = process;
        this.contestant = new Contestant(
                "portkey",
                "http://127.0.0.1:" + port,
                "Bearer sk-bench",
                Map.of("x-portkey-provider", "openai", "x-portkey-custom-host", upstream + "/v1"),
                Map.of("portkey", ProcessTree.of(process.pid())),
                Map.of());
    }

    /** Empty, with a word, when it cannot be had here. */
    static Optional<Portkey> start(Path project, String upstream, Consumer<String> progress)
            throws IOException, InterruptedException {
        var home = PeerHome.of(project, "portkey", "package.json", "package-lock.json");
        var install = List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        if (!home.succeeds(List.of("node", "--version")) || !home.succeeds(install)) {
            progress.accept("without Portkey: it needs Node and npm, and the packages (log: %s)".formatted(home.log()));
            return Optional.empty();
        }
        return Optional.of(run(home, upstream));
    }

    private static Portkey run(PeerHome home, String upstream) throws IOException, InterruptedException {
        var port = Ports.free(1).getFirst();
        var program = new ProcessBuilder("node", PROGRAM, "--port=" + port, "--headless")
                .directory(home.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.directory().resolve("program.log").toFile());
        program.environment().put("NODE_ENV", "production");
        var portkey = new Portkey(program.start(), port, upstream);
        Listening.await("Portkey", port, portkey.process, START);
        return portkey;
    }

    Contestant contestant() {
        return contestant;
    }

    @Override
    public void close() {
        Signal.TERM.end(process.toHandle(), STOP);
    }
}
