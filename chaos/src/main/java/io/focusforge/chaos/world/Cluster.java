package io.focusforge.chaos.world;

import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.PostgresAddress;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/** A Postgres, and replicas of a service on it. */
public final class Cluster implements AutoCloseable {
    private final Parts parts = new Parts();
    private final HttpClient http = Replica.client();
    private final List<Replica> replicas = new ArrayList<>();
    private final Setup setup;
    private final Servers servers;

    /**
     * @param project where the service has been built
     * @param directory for data and logs
     * @param settings of the replica of a number, beside where its servers are
     */
    public record Setup(
            Path project, Path directory, Service service, int replicas, IntFunction<Map<String, String>> settings) {
        public Setup {
            if (replicas < 1 || replicas > 8) {
                throw new IllegalArgumentException("1 to 8 replicas");
            }
        }
    }

    public Cluster(Setup setup) {
        this.setup = setup;
        try {
            this.servers = parts.add(
                    Servers.start(ServersOptions.durable(setup.directory().resolve("servers"))));
            startReplicas();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public List<Replica> replicas() {
        return replicas;
    }

    public HttpClient http() {
        return http;
    }

    /** As the superuser reaches it; the service's database has the service's name. */
    public PostgresAddress postgres() {
        return servers.endpoints().postgres();
    }

    /** The value of an {@code Authorization} header for a new user of a tenant, as this service sends it. */
    public String newUser(Service from, UUID tenant, List<String> scopes, Duration validFor) {
        return InwardToken.sign(servers.endpoints(), from, tenant, scopes, validFor);
    }

    public void restartPostgres(Signal signal) {
        servers.restartPostgres(signal);
    }

    @Override
    public void close() {
        parts.close();
    }

    // The first makes the tables.
    private void startReplicas() {
        var application = Replica.application(setup.project(), setup.service());
        var ports = Ports.free(2 * setup.replicas());
        for (var i = 0; i < setup.replicas(); i++) {
            var replica = new Replica(
                    setup.service() + "-" + i,
                    application,
                    setup.directory(),
                    ports.subList(2 * i, 2 * i + 2),
                    settings(i),
                    http);
            replicas.add(parts.add(replica));
            replica.start();
            if (i == 0) {
                replica.awaitReady();
            }
        }
        replicas.forEach(Replica::awaitReady);
    }

    private Map<String, String> settings(int replica) {
        var share = Endpoints.Share.of(setup.service());
        var settings = new HashMap<>(servers.endpoints().settings(setup.service(), share));
        settings.putAll(setup.settings().apply(replica));
        return settings;
    }
}
