package io.focusforge.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MortalConnectionsTest {
    private static final int MILLISECONDS_OF_A_REQUEST = 30_000;

    @Test
    void giveUpAServerThatDoesNotAnswer() throws IOException {
        var vertx = Vertx.vertx();
        var waiting = new ArrayList<SocketChannel>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(deaf, waiting);
            var pool = new MortalConnections()
                    .create(new Asked(
                            vertx,
                            new PoolOptions().setMaxSize(1),
                            List.of(new PgConnectOptions()
                                    .setHost(deaf.getInetAddress().getHostAddress())
                                    .setPort(deaf.getLocalPort()))));
            assertThat(pool.getConnection().toCompletionStage().toCompletableFuture())
                    .failsWithin(MILLISECONDS_OF_A_REQUEST, TimeUnit.MILLISECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(ConnectTimeoutException.class);
        } finally {
            for (var channel : waiting) {
                channel.close();
            }
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void giveUpAServerThatAcknowledgesNothingAnyMore() {
        assertThat(MortalConnections.mortal(new PgConnectOptions()).getTcpUserTimeout())
                .isBetween(1, MILLISECONDS_OF_A_REQUEST / 2);
    }

    /** A server whose kernel takes no further connections drops what asks for one, as a node does that is gone. */
    private static void fill(ServerSocket server, List<SocketChannel> waiting) throws IOException {
        var full = false;
        while (!full) {
            var channel = SocketChannel.open();
            waiting.add(channel);
            try {
                channel.socket().connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
            } catch (SocketTimeoutException e) {
                full = true;
            }
        }
    }

    private record Asked(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}
}
