package io.focusforge.bench.jobs;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The servers, which all share, and the contestants that are there. Postgres syncs every commit, throughout. */
final class Arena implements AutoCloseable {
    /** With its name and braces a payload of about 100 bytes. */
    static final String TEXT =
            "what a job carries is as long as this line, which is what many jobs carry: an id or two";

    private static final String RIVERS = "river";
    private static final int BULLMQS = 5;

    private final Servers servers;
    private final Redis redis;
    private final Postgres postgres;
    private final Engine engine;
    private final Optional<Contestant> bullmq;
    private final Optional<Contestant> river;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Arena(Servers servers, Path project, Path directory, Consumer<String> progress) throws Exception {
        var endpoints = servers.endpoints();
        var peers = new Peers(project, progress);
        this.servers = servers;
        this.redis = new Redis(endpoints.redisUrl(BULLMQS));
        this.postgres = new Postgres(endpoints.postgres());
        postgres.createDatabase(RIVERS);
        this.bullmq = peers.bullmq(endpoints.redisUrl(BULLMQS), TEXT);
        this.river = peers.river(endpoints.postgres(), RIVERS, TEXT);
        this.engine = Engine.start(project, directory, endpoints, TEXT);
    }

    static Arena open(Path project, Consumer<String> progress) throws Exception {
        var parent = Files.createDirectories(project.resolve("bench/target/stacks"));
        var directory = Files.createTempDirectory(parent, "jobs");
        var servers = Servers.start(ServersOptions.durable(directory));
        try {
            var arena = new Arena(servers, project, directory, progress);
            Runtime.getRuntime().addShutdownHook(new Thread(arena::close));
            return arena;
        } catch (Exception e) {
            ProcessHandle.current().children().forEach(ProcessHandle::destroy);
            servers.close();
            throw e;
        }
    }

    Servers servers() {
        return servers;
    }

    Redis redis() {
        return redis;
    }

    Postgres postgres() {
        return postgres;
    }

    Engine engine() {
        return engine;
    }

    Optional<Contestant> bullmq() {
        return bullmq;
    }

    Optional<Contestant> river() {
        return river;
    }

    List<Contestant> contestants() {
        var all = new ArrayList<Contestant>();
        all.add(engine.program());
        bullmq.ifPresent(all::add);
        river.ifPresent(all::add);
        return all;
    }

    /** {@code postgres} or {@code redis}. */
    ProcessTree server(String name) {
        return ProcessTree.of(servers.processes().get(name).pid());
    }

    /** Every run begins with tables that are vacuumed, and after a checkpoint: nobody pays for the writes of those before. */
    void settle() throws SQLException {
        postgres.settle("worker", RIVERS);
    }

    /** Also when the benchmark is interrupted. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        engine.close();
        bullmq.ifPresent(Contestant::close);
        river.ifPresent(Contestant::close);
        redis.close();
        servers.close();
    }
}
