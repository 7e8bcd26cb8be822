package io.focusforge.common.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Makes the pool, with connections that end when their server is gone without a word: a node that has lost its power closes none, and whoever waits for
 * its answer would wait for a quarter of an hour.
 */
@Singleton
public class MortalConnections implements PgPoolCreator {
    /** Less than what a request waits for a connection, so that another one may still be tried. */
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** How long nothing that was sent is acknowledged by the other kernel, however long the statement takes; on Linux only. */
    private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(10);

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(input.pgConnectOptionsList().stream()
                        .<SqlConnectOptions>map(MortalConnections::mortal)
                        .toList())
                .using(input.vertx())
                .build();
    }

    /** The same options, with an end to the silence of a server. */
    public static PgConnectOptions mortal(PgConnectOptions options) {
        options.setConnectTimeout((int) CONNECT.toMillis());
        options.setTcpUserTimeout((int) UNACKNOWLEDGED.toMillis());
        return options;
    }
}
