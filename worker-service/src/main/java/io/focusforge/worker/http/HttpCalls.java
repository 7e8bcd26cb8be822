package io.focusforge.worker.http;

import io.focusforge.common.call.RetryAfter;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Sends calls, and follows no redirect. The status decides; of the body only so much is read as it takes to use the connection again.
 * Blocking and interruptible: call it on a virtual thread.
 */
@ApplicationScoped
public class HttpCalls {
    private static final Logger LOG = Logger.getLogger(HttpCalls.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int IDLE_SECONDS = 30;
    private static final int CONNECTIONS_PER_HOST = 64;
    private static final int WAITING_PER_HOST = 256;
    private static final int MAX_BODY = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Clock clock;

    HttpCalls(Vertx vertx, Clock clock) {
        var options = new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
        var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST).setMaxWaitQueueSize(WAITING_PER_HOST);
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options, pool);
        this.clock = clock;
    }

    public HttpOutcome post(HttpCall call) throws InterruptedException {
        var sent = new AtomicReference<HttpClientRequest>();
        var answer = new CompletableFuture<HttpOutcome>();
        // on one context from the beginning, so that no part of the answer comes before somebody listens
        vertx.runOnContext(start -> client.request(options(call))
                .compose(request -> {
                    sent.set(request);
                    return request.send(Buffer.buffer(call.body()));
                })
                .map(this::answer)
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        try {
            return answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon(sent.get());
            return new HttpOutcome.NoAnswer("No answer within " + seconds(call.timeout()) + " s");
        } catch (InterruptedException e) {
            abandon(sent.get());
            throw e;
        } catch (ExecutionException e) {
            LOG.debugf(e.getCause(), "No answer from %s", call.uri().getHost());
            return new HttpOutcome.NoAnswer(
                    "No connection, or it broke (" + e.getCause().getClass().getSimpleName() + ")");
        }
    }

    @PreDestroy
    void close() {
        client.close().onFailure(e -> LOG.debugf("the client did not close: %s", e));
    }

    private HttpOutcome answer(HttpClientResponse response) {
        discard(response);
        return new HttpOutcome.Answer(
                response.statusCode(),
                RetryAfter.parse(response.getHeader("Retry-After"), clock).orElse(Duration.ZERO));
    }

    private static void discard(HttpClientResponse response) {
        var read = new AtomicInteger();
        response.handler(part -> {
            if (read.addAndGet(part.length()) > MAX_BODY) {
                abandon(response.request());
            }
        });
        response.exceptionHandler(e -> LOG.tracef("the rest of an answer was not read: %s", e));
    }

    private static void abandon(HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }

    private static RequestOptions options(HttpCall call) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(call.uri().getHost())
                .setPort(call.port())
                .setSsl(call.secure())
                .setURI(call.target())
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
                .setIdleTimeout(call.timeout().plus(CONNECT_TIMEOUT).toMillis());
        call.address()
                .ifPresent(address -> options.setServer(
                        SocketAddress.inetSocketAddress(new InetSocketAddress(address, call.port()))));
        options.putHeader("Content-Type", "application/json");
        call.headers().forEach(options::putHeader);
        return options;
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
