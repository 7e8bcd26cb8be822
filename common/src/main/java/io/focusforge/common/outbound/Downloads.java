package io.focusforge.common.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Fetches into files. Redirects are followed, each to an address that is judged anew; the address that was judged is the one that is called. Blocking
 * and interruptible: call it on a virtual thread.
 */
@ApplicationScoped
public class Downloads {
    private static final Logger LOG = Logger.getLogger(Downloads.class);
    private static final int REDIRECTS = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpClient client;
    private final Resolver names;

    Downloads(Vertx vertx, Resolver names) {
        this.vertx = vertx;
        this.names = names;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAlive(false));
    }

    public Download.Outcome fetch(Download download) throws InterruptedException {
        var end = System.nanoTime() + download.timeout().toNanos();
        var current = download;
        for (var hop = 0; hop <= REDIRECTS; hop++) {
            switch (hop(current, end)) {
                case Hop.Further(var location) -> current = current.at(location);
                case Hop.Over(var outcome) -> {
                    return outcome;
                }
            }
        }
        return new Download.Outcome.Failed("redirects more than %d times".formatted(REDIRECTS));
    }

    private sealed interface Hop {
        record Further(String location) implements Hop {}

        record Over(Download.Outcome outcome) implements Hop {}
    }

    private Hop hop(Download download, long end) throws InterruptedException {
        return switch (Destination.resolve(download.url(), download.allowedPrivateHosts(), names)) {
            case Destination.Refused refused -> over(new Download.Outcome.Refused(refused.reason()));
            case Destination.Unknown() -> over(new Download.Outcome.Failed("has a host without an address"));
            case Destination.Allowed allowed -> call(download, allowed, end);
        };
    }

    private Hop call(Download download, Destination.Allowed to, long end) throws InterruptedException {
        var sent = new AtomicReference<HttpClientRequest>();
        var result = new CompletableFuture<Hop>();
        // on one context from the beginning, so that no part of the answer comes before somebody listens
        vertx.runOnContext(start -> client.request(options(to))
                .compose(request -> {
                    sent.set(request);
                    return request.send();
                })
                .compose(response -> take(download, to, response))
                .onSuccess(result::complete)
                .onFailure(result::completeExceptionally));
        try {
            return result.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed("did not answer in time");
        } catch (ExecutionException e) {
            LOG.debugf(e.getCause(), "Nothing from %s", to.uri().getHost());
            return failed("did not answer (" + e.getCause().getClass().getSimpleName() + ")");
        } finally {
            abandon(sent.get());
        }
    }

    private Future<Hop> take(Download download, Destination.Allowed from, HttpClientResponse response) {
        response.exceptionHandler(rest -> LOG.tracef("the rest of an answer was not read: %s", rest));
        var location = response.getHeader("location");
        if (response.statusCode() / 100 == 3 && location != null) {
            return Future.succeededFuture(further(from.uri(), location));
        }
        if (response.statusCode() != 200) {
            return Future.succeededFuture(failed("answered " + response.statusCode()));
        }
        response.pause();
        return new FileFlow(vertx, download)
                .write(response)
                .map(whole -> over(
                        whole
                                ? new Download.Outcome.Fetched(
                                        from.uri().toString(), response.getHeader("content-type"))
                                : new Download.Outcome.TooLarge()));
    }

    private static Hop further(URI from, String location) {
        try {
            return new Hop.Further(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            return failed("redirects to what is no URL");
        }
    }

    private static RequestOptions options(Destination.Allowed to) {
        var uri = to.uri();
        var secure = "https".equalsIgnoreCase(uri.getScheme());
        var port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(to.address(), port)))
                .putHeader("User-Agent", "FocusForge/1")
                .putHeader("Accept", "*/*");
    }

    private static Hop failed(String reason) {
        return over(new Download.Outcome.Failed(reason));
    }

    private static Hop over(Download.Outcome outcome) {
        return new Hop.Over(outcome);
    }

    /** Whatever is left of the answer, nobody reads. */
    private static void abandon(HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }

    @PreDestroy
    void close() {
        client.close().onFailure(failure -> LOG.debugf("the client did not close: %s", failure));
    }
}
