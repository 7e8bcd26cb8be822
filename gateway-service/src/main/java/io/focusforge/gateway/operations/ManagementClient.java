package io.focusforge.gateway.operations;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the other services at their management ports. A service that does not answer in time is an empty answer. */
@ApplicationScoped
class ManagementClient {
    private static final int MAX_CONNECTIONS = 8;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServicesConfig services;
    private final OperationsConfig config;

    ManagementClient(Vertx vertx, ServicesConfig services, OperationsConfig config) {
        this.vertx = vertx;
        this.services = services;
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_CONNECTIONS)
                .setConnectTimeout((int) config.timeout().toMillis())
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    record Answer(int status, Buffer body, long latencyMillis) {}

    CompletableFuture<Optional<Answer>> get(Service service, String path) {
        var started = System.nanoTime();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(
                        services.of(service).managementUrl().resolve(path).toString())
                .setTimeout(config.timeout().toMillis());
        var answer = new CompletableFuture<Optional<Answer>>();
        // on one context from the beginning, so that no part of the answer comes before somebody listens
        vertx.runOnContext(start -> client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response ->
                        response.body().map(body -> new Answer(response.statusCode(), body, millisSince(started))))
                .onComplete(done -> answer.complete(Optional.ofNullable(done.result()))));
        return answer.completeOnTimeout(Optional.empty(), config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static long millisSince(long started) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
