package io.focusforge.chaos.runs;

import io.focusforge.chaos.world.Cluster;
import io.focusforge.chaos.world.Parts;
import io.focusforge.chaos.world.Replica;
import io.focusforge.chaos.world.SingleRedis;
import io.focusforge.chaos.world.Wait;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Postgres, a Redis, two orchestrators and what stands around them. */
final class RunsWorld implements AutoCloseable {
    /** After which an orchestrator that says nothing is taken for dead. */
    private static final Duration LEASE = Duration.ofSeconds(4);

    private static final Map<String, String> IMPATIENT = Map.of(
            "focusforge.runs.lease", LEASE.toString(),
            "focusforge.runs.park-after", "PT0.2S",
            "focusforge.chains.max-timeout", "2S",
            "focusforge.tasks.retry-base", "100ms",
            "focusforge.tasks.retry-max", "500ms",
            "focusforge.tasks.resume-after", "1S",
            "focusforge.tasks.max-attempts", "100",
            "focusforge.projections.batch-size", "10",
            "focusforge.event-feed.max-streams-per-tenant", "3");

    private final Parts parts = new Parts();
    private final Outside outside = parts.add(new Outside());
    private final Path directory;
    private final SingleRedis redis;
    private final Cluster cluster;
    private final RunWitness witness;

    RunsWorld(Path project, Path directory) throws Exception {
        this.directory = directory;
        try {
            redis = parts.add(new SingleRedis(directory, RunPlan.REPLICAS));
            cluster = parts.add(new Cluster(
                    new Cluster.Setup(project, directory, Service.ORCHESTRATOR, RunPlan.REPLICAS, this::settings)));
            witness = new RunWitness(cluster.postgres());
            witness.install();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** For histories, beside data and logs. */
    Path directory() {
        return directory;
    }

    Outside outside() {
        return outside;
    }

    Cluster cluster() {
        return cluster;
    }

    RunWitness witness() {
        return witness;
    }

    /** Everything is there, so that a fault does not strike what an earlier one has broken. */
    void awaitWhole() {
        cluster.replicas().forEach(Replica::awaitReady);
    }

    void strike(RunPlan.Blow blow) throws IOException {
        var replica = cluster.replicas().get(blow.replica());
        switch (blow.fault()) {
            case KILL -> replica.restart(Signal.KILL);
            case KILL_ALL -> cluster.replicas().forEach(each -> each.restart(Signal.KILL));
            case ROLL -> replica.restart(Signal.TERM);
            case FREEZE -> replica.freeze(LEASE.plusSeconds(2));
            case FLUSH_REDIS -> redis.flush();
            case REDIS_KILL -> killRedis(blow.lasts());
            case POSTGRES_FAST -> cluster.restartPostgres(Signal.INT);
            case POSTGRES_IMMEDIATE -> cluster.restartPostgres(Signal.QUIT);
            case MODEL_AWAY -> outside.absent(Outside.Absence.MODEL_AWAY, blow.lasts());
            case MODEL_SILENT -> outside.absent(Outside.Absence.MODEL_SILENT, blow.lasts());
            case HOST_AWAY -> outside.absent(Outside.Absence.HOST_AWAY, blow.lasts());
            case WORKER_AWAY -> outside.absent(Outside.Absence.WORKER_AWAY, blow.lasts());
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    private void killRedis(Duration time) {
        redis.kill();
        Wait.pause(time);
        redis.start();
    }

    private Map<String, String> settings(int replica) {
        var settings = new HashMap<>(IMPATIENT);
        settings.putAll(redis.settings(replica));
        settings.put("focusforge.redis.cache.url", settings.get("focusforge.redis.streams.url"));
        for (var service : new Service[] {Service.AI, Service.MEMORY, Service.WORKER}) {
            settings.put("focusforge.services.%s.url".formatted(service), outside.url());
        }
        settings.put("focusforge.chain-http.allowed-hosts", Ports.HOST);
        settings.put("focusforge.chain-http.allowed-private-hosts", Ports.HOST);
        return settings;
    }
}
