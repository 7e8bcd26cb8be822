package io.focusforge.bench.orchestrator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a service and notes how long each call took there. Where it leads to is said when that is known. */
final class TimedDoor implements AutoCloseable {
    private static final String FROM = "from";
    private static final int CONNECTIONS = 256;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<Passage> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile SocketAddress origin;

    TimedDoor() {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true).setMaxPoolSize(CONNECTIONS));
        var proxy = HttpProxy.reverseProxy(client)
                .originSelector(request -> Future.succeededFuture(origin))
                .addInterceptor(new Clock());
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setTcpNoDelay(true))
                .requestHandler(proxy)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    void leadTo(String url) {
        var uri = URI.create(url);
        origin = SocketAddress.inetSocketAddress(uri.getPort(), uri.getHost());
    }

    /** What has passed since this was asked last. */
    List<Passage> take() {
        var taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Clock implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            context.set(FROM, System.nanoTime());
            return context.sendRequest();
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            var path = context.request().getURI();
            long from = context.get(FROM, Long.class);
            return context.sendResponse().onComplete(done -> seen.add(new Passage(path, from, System.nanoTime())));
        }
    }
}
