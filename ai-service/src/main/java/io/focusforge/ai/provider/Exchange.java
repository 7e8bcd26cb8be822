package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.step.Step;
import io.focusforge.common.call.RetryAfter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import java.util.regex.Pattern;

/** One request and its answer, on one context from the beginning, so that no part of the answer comes before somebody listens. */
final class Exchange<T> {
    private static final int LOGGED_BODY = 2_000;
    private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final Vertx vertx;
    private final Clock clock;
    private final ProviderRequest request;
    private final AnswerReader<T> reader;
    private final Promise<T> answer = Step.promise();
    /** Null before it is sent, and after its answer has ended: the connection is then another's. */
    private HttpClientRequest upstream;

    private long askedAt;
    private long answeredAt;

    Exchange(Vertx vertx, Clock clock, ProviderRequest request, AnswerReader<T> reader) {
        this.vertx = vertx;
        this.clock = clock;
        this.request = request;
        this.reader = reader;
    }

    /** Fails as {@link UpstreamFailure} for everything but an answer. */
    Future<T> run(HttpClient http, RequestOptions options, ProviderConfig config) {
        new Timeouts(vertx, reader, answer, request.deadline(), config).start();
        Step.here(request.gone()).onFailure(this::fail);
        askedAt = System.nanoTime();
        http.request(options)
                .recover(e -> Future.failedFuture(new UpstreamFailure(Kind.UNREACHABLE, String.valueOf(e))))
                .compose(this::send)
                .onSuccess(answer::tryComplete)
                .onFailure(this::fail);
        return answer.future().onFailure(failure -> cancel());
    }

    /** From the request to the head of its answer, of an exchange that had one. */
    Duration took() {
        return Duration.ofNanos(answeredAt - askedAt);
    }

    private Future<T> send(HttpClientRequest opened) {
        upstream = opened;
        if (answer.future().isComplete()) {
            cancel();
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

    private void fail(Throwable failure) {
        answer.tryFail(asFailure(failure));
    }

    /** Behind the end of the answer, if that is just being told: a reset closes the connection. */
    private void cancel() {
        if (upstream != null) {
            vertx.getOrCreateContext().runOnContext(now -> {
                var opened = upstream;
                if (opened != null) {
                    opened.reset();
                }
            });
        }
    }

    /** An error is ours and not the provider's. */
    private static Throwable asFailure(Throwable cause) {
        return cause instanceof UpstreamFailure || cause instanceof Error
                ? cause
                : new UpstreamFailure(Kind.BROKEN, cause.getClass().getSimpleName(), String.valueOf(cause));
    }

    private static String excerpt(Buffer body) {
        return body.getString(0, Math.min(body.length(), LOGGED_BODY));
    }
}
