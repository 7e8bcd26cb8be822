package io.focusforge.common.call;

import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Speaks JSON with the other services, over connections that stay open. Follows no redirect. */
@ApplicationScoped
public class ServiceClient {
    private static final int IDLE_SECONDS = 30;
    private static final int WAITING_PER_CONNECTION = 4;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServicesConfig services;
    private final TokenMinter tokens;
    private final Clock clock;

    ServiceClient(Vertx vertx, ServicesConfig services, ServiceClientConfig config, TokenMinter tokens, Clock clock) {
        this.vertx = vertx;
        this.services = services;
        this.tokens = tokens;
        this.clock = clock;
        var options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
        var pool = new PoolOptions()
                .setHttp1MaxSize(config.connections())
                .setMaxWaitQueueSize(WAITING_PER_CONNECTION * config.connections());
        this.client = vertx.createHttpClient(options, pool);
    }

    /**
     * Fails with a {@link java.util.concurrent.TimeoutException} when no whole answer comes within the call's timeout. The request ends
     * with the future: when that fails or is cancelled, its connection is closed.
     */
    public CompletableFuture<ServiceAnswer> send(ServiceCall call) {
        var answer = new CompletableFuture<ServiceAnswer>();
        var options = options(call);
        // on one context from the beginning, so that no part of the answer comes before somebody listens
        vertx.runOnContext(start -> client.request(options)
                .compose(request -> {
                    var unused = answer.whenComplete((received, failure) -> endWith(failure, request));
                    return exchange(request, call);
                })
                .timeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return answer;
    }

    private static void endWith(Throwable failure, HttpClientRequest request) {
        if (failure != null) {
            request.reset();
        }
    }

    private Future<ServiceAnswer> exchange(HttpClientRequest request, ServiceCall call) {
        var response = call.body() == null ? request.send() : request.send(call.body());
        return response.compose(this::answer);
    }

    private Future<ServiceAnswer> answer(HttpClientResponse response) {
        var retryAfter = RetryAfter.parse(response.getHeader("Retry-After"), clock);
        return response.body()
                .map((Buffer body) -> new ServiceAnswer(response.statusCode(), response.headers(), retryAfter, body));
    }

    private RequestOptions options(ServiceCall call) {
        var options = new RequestOptions()
                .setAbsoluteURI(
                        services.of(call.service()).url().resolve(call.path()).toString())
                .setMethod(call.method())
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
