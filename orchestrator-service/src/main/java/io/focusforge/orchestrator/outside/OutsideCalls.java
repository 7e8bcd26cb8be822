package io.focusforge.orchestrator.outside;

import io.focusforge.common.call.RetryAfter;
import io.focusforge.common.outbound.Destination;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls to hosts that others have chosen: to the address that was judged, without redirects, and with an answer that is bounded. */
@ApplicationScoped
public class OutsideCalls {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int IDLE_SECONDS = 30;
    private static final int WAITING_PER_CONNECTION = 4;

    private final Vertx vertx;
    private final HttpClient client;
    private final Clock clock;
    private final long mostBytes;

    public OutsideCalls(Vertx vertx, HttpStepConfig config, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.mostBytes = config.maxBody().asLongValue();
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setTcpNoDelay(true),
                new PoolOptions()
                        .setHttp1MaxSize(config.connections())
                        .setMaxWaitQueueSize(WAITING_PER_CONNECTION * config.connections()));
    }

    /** @param body null for none */
    public record Call(
            String method, Destination.Allowed to, Map<String, String> headers, byte[] body, Duration timeout) {}

    public record Answer(int status, String mediaType, Optional<Duration> retryAfter, byte[] body, MultiMap headers) {}

    /** The answer is longer than it may be. */
    public static final class TooLong extends RuntimeException {
        TooLong() {
            super("the answer is too long", null, false, false);
        }
    }

    /** The request ends with the future: when that fails or is cancelled, its connection is closed. */
    public CompletableFuture<Answer> send(Call call) {
        var answer = new CompletableFuture<Answer>();
        // on one context from the beginning, so that no part of the answer comes before somebody listens
        vertx.runOnContext(start -> client.request(options(call))
                .compose(request -> {
                    var unused = answer.whenComplete((received, failure) -> endWith(failure, request));
                    return exchange(request, call);
                })
                .timeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return answer;
    }

    private Future<Answer> exchange(HttpClientRequest request, Call call) {
        var response = call.body() == null ? request.send() : request.send(Buffer.buffer(call.body()));
        return response.compose(this::answer);
    }

    private Future<Answer> answer(HttpClientResponse response) {
        var whole = Promise.<Answer>promise();
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > mostBytes) {
                whole.tryFail(new TooLong());
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(new Answer(
                response.statusCode(),
                response.getHeader("Content-Type"),
                RetryAfter.parse(response.getHeader("Retry-After"), clock),
                body.getBytes(),
                response.headers())));
        return whole.future();
    }

    private static void endWith(Throwable failure, HttpClientRequest request) {
        if (failure != null) {
            request.reset();
        }
    }

    private static RequestOptions options(Call call) {
        var uri = call.to().uri();
        var isSecure = "https".equalsIgnoreCase(uri.getScheme());
        var port = uri.getPort() > 0 ? uri.getPort() : isSecure ? 443 : 80;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(isSecure)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .setServer(SocketAddress.inetSocketAddress(
                        new InetSocketAddress(call.to().address(), port)));
        call.headers().forEach(options::putHeader);
        return options;
    }

    @PreDestroy
    void close() {
        client.close().onFailure(failure -> {});
    }
}
