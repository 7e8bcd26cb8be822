package io.focusforge.chaos.world;

import io.focusforge.chaos.history.Event;
import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Postgres, a Redis, some workers, and the receiver of what they do. */
public final class World implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpClient http = Worker.client();
    private final List<Worker> workers = new ArrayList<>();
    private final Thread atExit = new Thread(this::closeAll);
    private final Setup setup;
    private final Servers servers;
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
            if (workers < 1 || workers > 8) {
                throw new IllegalArgumentException("1 to 8 workers");
            }
        }
    }

    private World(Setup setup, Function<Setup, Redis> redis, Consumer<Event> report) {
        this.setup = setup;
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            this.servers = opened(
                    Servers.start(ServersOptions.durable(setup.directory().resolve("servers"))));
            this.redis = opened(redis.apply(setup));
            this.receiver = opened(new Receiver(report));
            this.witness = new Witness(servers.endpoints().postgres(), Service.WORKER.id());
            startWorkers();
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

    public List<Worker> workers() {
        return workers;
    }

    public HttpClient http() {
        return http;
    }

    /** The value of an {@code Authorization} header for a user of a fresh tenant. */
    public String newUser() {
        return GatewayToken.sign(servers.endpoints(), setup.lasts().plusHours(1));
    }

    public void restartPostgres(Signal signal) {
        servers.restartPostgres(signal);
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // it is this hook that closes
        }
    }

    // The first makes the tables.
    private void startWorkers() {
        var application = Worker.application(setup.project());
        var ports = Ports.free(2 * setup.workers());
        for (var i = 0; i < setup.workers(); i++) {
            var worker = new Worker(
                    "worker-" + i, application, setup.directory(), ports.subList(2 * i, 2 * i + 2), settings(i), http);
            workers.add(opened(worker));
            worker.start();
            if (i == 0) {
                worker.awaitReady();
            }
        }
        workers.forEach(Worker::awaitReady);
    }

    private Map<String, String> settings(int worker) {
        var settings = new HashMap<>(servers.endpoints().settings(Service.WORKER, Endpoints.Share.of(Service.WORKER)));
        settings.putAll(redis.settings(worker));
        settings.put("focusforge.webhooks.allowed-private-hosts", Ports.HOST);
        settings.putAll(setup.settings());
        return settings;
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger(World.class.getName()).log(System.Logger.Level.WARNING, "a part does not end", e);
            }
        }
    }
}
