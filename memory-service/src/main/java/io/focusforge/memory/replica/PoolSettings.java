package io.focusforge.memory.replica;

import io.focusforge.common.postgres.MortalConnections;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What connections to replicas have in common with those to the primary. */
@ApplicationScoped
class PoolSettings {
    private final String username;
    private final String password;
    private final boolean cachesStatements;
    private final boolean behindPooler;

    PoolSettings(
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "quarkus.datasource.reactive.cache-prepared-statements") boolean cachesStatements,
            @ConfigProperty(name = "quarkus.datasource.reactive.postgresql.use-layer7-proxy") boolean behindPooler) {
        this.username = username;
        this.password = password;
        this.cachesStatements = cachesStatements;
        this.behindPooler = behindPooler;
    }

    PgConnectOptions options(String url) {
        var options = MortalConnections.mortal(
                PgConnectOptions.fromUri(url).setUser(username).setPassword(password));
        options.setUseLayer7Proxy(behindPooler).setCachePreparedStatements(cachesStatements);
        return options;
    }
}
