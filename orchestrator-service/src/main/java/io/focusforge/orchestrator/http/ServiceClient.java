package io.focusforge.orchestrator.http;

import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Speaks JSON with the other services over connections that stay open. */
@ApplicationScoped
public class ServiceClient {
    private static final int WAITING_PER_CONNECTION = 4;

    private final HttpClient client;
    private final TokenMinter tokens;

    ServiceClient(Vertx vertx, ServicesConfig config, TokenMinter tokens) {
        this.tokens = tokens;
        var options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true)
                .setMaxWaitQueueSize(WAITING_PER_CONNECTION * config.connections());
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.connections()));
    }

    /** Fails when no whole answer comes within the call's timeout; the connection is closed then. */
    public CompletableFuture<ServiceAnswer> send(ServiceCall call) {
        return client.request(options(call))
                .compose(request -> exchange(request, call))
                .timeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Future<ServiceAnswer> exchange(HttpClientRequest request, ServiceCall call) {
        var response = call.body() == null ? request.send() : request.send(call.body());
        return response.compose(ServiceClient::answer)
                .timeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private static Future<ServiceAnswer> answer(HttpClientResponse response) {
        return response.body()
                .map((Buffer body) -> ServiceAnswer.of(response.statusCode(), response.getHeader("Retry-After"), body));
    }

    private RequestOptions options(ServiceCall call) {
        var options = new RequestOptions()
                .setAbsoluteURI(call.service().resolve(call.path()).toString())
                .setMethod(call.body() == null ? HttpMethod.GET : HttpMethod.POST)
                .putHeader("Authorization", tokens.bearer(call.caller()))
                .putHeader(TraceContext.HEADER, TraceContext.current().traceparent())
                .putHeader("Accept", "application/json");
        if (call.body() != null) {
            options.putHeader("Content-Type", "application/json");
        }
        call.headers().forEach(options::putHeader);
        return options;
    }

    @PreDestroy
    void close() {
        client.close().onFailure(failure -> {});
    }
}
