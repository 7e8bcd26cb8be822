package io.focusforge.orchestrator.modelstream;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceClientConfig;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Opens streams of chat completions at ai-service, for a caller. */
@ApplicationScoped
public class ModelStreams {
    private static final int IDLE_SECONDS = 30;
    /** An open stream holds a connection. */
    private static final int CONNECTIONS = 4_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServicesConfig services;
    private final TokenMinter tokens;

    ModelStreams(Vertx vertx, ServicesConfig services, ServiceClientConfig config, TokenMinter tokens) {
        this.vertx = vertx;
        this.services = services;
        this.tokens = tokens;
        var options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
        this.client = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
    }

    /**
     * @param body as OpenAI has it, with {@code stream}
     * @param whole how long all of the answer may take
     * @param silence how long nothing may come
     */
    public record Question(Caller caller, Buffer body, Duration whole, Duration silence) {}

    /** To be called on the context on which the listener will hear. */
    public ModelCall open(Context context, Question question, Listener listener) {
        var call = new OpenCall(vertx, context, listener);
        call.endWithin(question.whole());
        client.request(options(question)).onComplete(connected -> {
            if (connected.failed()) {
                call.lost(connected.cause());
            } else {
                call.send(connected.result(), question.body());
            }
        });
        return call;
    }

    private RequestOptions options(Question question) {
        var url = services.of(Service.AI).url().resolve("/v1/chat/completions");
        return new RequestOptions()
                .setAbsoluteURI(url.toString())
                .setMethod(HttpMethod.POST)
                .setIdleTimeout(question.silence().toMillis())
                .putHeader("Authorization", tokens.bearer(question.caller()))
                .putHeader(TraceContext.HEADER, TraceContext.current().traceparent())
                .putHeader(
                        "x-focusforge-timeout-ms",
                        Long.toString(question.whole().toMillis()))
                .putHeader("Accept", "text/event-stream, application/json")
                .putHeader("Content-Type", "application/json");
    }

    @PreDestroy
    void close() {
        client.close().onFailure(failure -> {});
    }
}
