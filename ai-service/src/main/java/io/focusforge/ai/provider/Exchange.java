package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.common.call.RetryAfter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One request and its answer. Bytes move on the event loop; the virtual thread that asked waits for the end. */
final class Exchange<T> {
    private static final int LOGGED_BODY = 2_000;
    private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final Vertx vertx;
    private final Clock clock;
    private final ProviderRequest request;
    private final AnswerReader<T> reader;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    /** Null before it is sent, and after its answer has ended: the connection is then another's. */
    private volatile HttpClientRequest upstream;

    private volatile Context context;
    private volatile long askedAt;
    private volatile long answeredAt;

    Exchange(Vertx vertx, Clock clock, ProviderRequest request, AnswerReader<T> reader) {
        this.vertx = vertx;
        this.clock = clock;
        this.request = request;
        this.reader = reader;
    }

    /** @throws UpstreamFailure for everything but an answer */
    T run(HttpClient http, RequestOptions options, ProviderConfig config) {
        var _ = request.gone().whenComplete((none, gone) -> fail(gone));
        // on one context from the beginning, so that no part of the answer comes before somebody listens
        vertx.runOnContext(start -> ask(http, options, config));
        return await();
    }

    /** From the request to the head of its answer, of an exchange that had one. */
    Duration took() {
        return Duration.ofNanos(answeredAt - askedAt);
    }

    private void ask(HttpClient http, RequestOptions options, ProviderConfig config) {
        context = vertx.getOrCreateContext();
        askedAt = System.nanoTime();
        http.request(options)
                .recover(e -> Future.failedFuture(new UpstreamFailure(Kind.UNREACHABLE, String.valueOf(e))))
                .compose(opened -> send(opened, config))
                .onSuccess(answer::complete)
                .onFailure(this::fail);
    }

    private Future<T> send(HttpClientRequest opened, ProviderConfig config) {
        upstream = opened;
        if (answer.isDone()) {
            cancel();
        }
        if (reader.isStream()) {
            new StreamTimeouts(vertx, reader, answer, config).start();
        }
        return opened.send(request.body()).compose(this::receive);
    }

    private Future<T> receive(HttpClientResponse response) {
        answeredAt = System.nanoTime();
        var _ = response.end().onSuccess(end -> upstream = null);
        if (response.statusCode() / 100 == 2) {
            response.request().headers().clear();
            return reader.read(response);
        }
        var retryAfter = retryAfter(response)
                .map(wish -> wish.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wish)
                .orElse(null);
        return BoundedBody.read(response)
                .otherwise(Buffer.buffer())
                .compose(body ->
                        Future.failedFuture(UpstreamFailure.of(response.statusCode(), excerpt(body), retryAfter)));
    }

    /** OpenAI and Azure say it to the millisecond as well. */
    private Optional<Duration> retryAfter(HttpClientResponse response) {
        var millis = response.getHeader("retry-after-ms");
        return millis != null && MILLIS.matcher(millis).matches()
                ? Optional.of(Duration.ofMillis(Long.parseLong(millis)))
                : RetryAfter.parse(response.getHeader(HttpHeaders.RETRY_AFTER), clock);
    }

    private T await() {
        try {
            return answer.get(request.deadline().left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw abandon(request.deadline().exceeded());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandon(new UpstreamFailure(Kind.CLIENT_GONE, "interrupted"));
        } catch (ExecutionException e) {
            throw abandon(asFailure(e.getCause()));
        }
    }

    private UpstreamFailure abandon(UpstreamFailure failure) {
        answer.completeExceptionally(failure);
        cancel();
        return failure;
    }

    private void fail(Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        }
    }

    /** Where the answer is read, behind its end if that is just being told: a reset closes the connection. */
    private void cancel() {
        if (upstream != null) {
            context.runOnContext(now -> {
                var opened = upstream;
                if (opened != null) {
                    opened.reset();
                }
            });
        }
    }

    private static UpstreamFailure asFailure(Throwable cause) {
        return cause instanceof UpstreamFailure failure
                ? failure
                : new UpstreamFailure(Kind.BROKEN, cause.getClass().getSimpleName(), String.valueOf(cause));
    }

    private static String excerpt(Buffer body) {
        return body.getString(0, Math.min(body.length(), LOGGED_BODY));
    }
}
