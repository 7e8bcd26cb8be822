package io.focusforge.chaos.world;

import io.focusforge.chaos.history.Event;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Postgres, a Redis, some workers, and the receiver of what they do. */
public final class World implements AutoCloseable {
    private static final List<String> SCOPES = List.of("jobs:read", "jobs:write", "jobs:admin", "tenants:admin");

    private final Parts parts = new Parts();
    private final Setup setup;
    private final Cluster cluster;
    private final Redis redis;
    private final Receiver receiver;
    private final Witness witness;

    /**
     * @param project where the worker-service has been built
     * @param directory for data and logs
     * @param settings of the workers, beside where things are
     */
    public record Setup(Path project, Path directory, int workers, Map<String, String> settings, Duration lasts) {
        public Setup {
            settings = Map.copyOf(settings);
        }
    }

    private World(Setup setup, Function<Setup, Redis> redis, Consumer<Event> report) {
        this.setup = setup;
        try {
            this.redis = parts.add(redis.apply(setup));
            this.receiver = parts.add(new Receiver(report));
            this.cluster = parts.add(new Cluster(new Cluster.Setup(
                    setup.project(), setup.directory(), Service.WORKER, setup.workers(), this::settings)));
            this.witness = new Witness(cluster.postgres(), Service.WORKER.id());
            witness.install();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the servers and workers do not start: " + e.getMessage(), e);
        }
    }

    public static World start(Setup setup, Function<Setup, Redis> redis, Consumer<Event> report) {
        return new World(setup, redis, report);
    }

    public Redis redis() {
        return redis;
    }

    public Receiver receiver() {
        return receiver;
    }

    public Witness witness() {
        return witness;
    }

    public List<Replica> workers() {
        return cluster.replicas();
    }

    public HttpClient http() {
        return cluster.http();
    }

    /** The value of an {@code Authorization} header for a user of a fresh tenant. */
    public String newUser() {
        return cluster.newUser(
                Service.GATEWAY, UUID.randomUUID(), SCOPES, setup.lasts().plusHours(1));
    }

    public void restartPostgres(Signal signal) {
        cluster.restartPostgres(signal);
    }

    @Override
    public void close() {
        parts.close();
    }

    private Map<String, String> settings(int worker) {
        var settings = new HashMap<>(redis.settings(worker));
        settings.put("focusforge.webhooks.allowed-private-hosts", Ports.HOST);
        settings.putAll(setup.settings());
        return settings;
    }
}
