package io.focusforge.bench.main;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.httpproxy.HttpProxy;

/** The bare limit that the gateway is held against: Vert.x' own proxy, which checks nothing. Prints its port. */
public final class BareProxy {
    /** Of connections, for streams that are open at once. */
    private static final int MOST = 2_000;

    private BareProxy() {}

    public static void main(String[] args) {
        var port = Integer.parseInt(args[0]);
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true).setMaxPoolSize(MOST));
        var proxy = HttpProxy.reverseProxy(client).origin(port, "127.0.0.1");
        var server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(proxy)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println(server.actualPort());
    }
}
