package io.focusforge.ai.provider;

import io.focusforge.ai.provider.Breaker.Admission;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A configured provider at run time: its connections, its limits, and what is known of its health. */
public final class Provider {
    private static final Logger LOG = Logger.getLogger(Provider.class);
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final String name;
    private final ProviderConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final HttpClient http;
    private final ProviderLimits limits;
    private final Breaker breaker;

    Provider(String name, ProviderConfig config, Vertx vertx, Clock clock) {
        this.name = name;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(config.maxConcurrency()));
        this.limits = new ProviderLimits(config);
        this.breaker = new Breaker(config.breakerFailures(), config.breakerOpenFor(), clock);
    }

    public String name() {
        return name;
    }

    public ProviderConfig config() {
        return config;
    }

    /** 0 while the provider is called, 1 while it is left alone. */
    int breakerOpen() {
        return breaker.state() instanceof Breaker.State.Closed ? 0 : 1;
    }

    /**
     * Asks, and asks again where that is allowed. Blocking: call it on a virtual thread.
     *
     * @throws UpstreamFailure when the last attempt failed
     * @throws ProblemException {@code model_unavailable}, when the provider is not to be called now
     */
    public <T> T ask(ProviderRequest request, AnswerReader<T> reader, Class<T> type) {
        var policy = new RetryPolicy(config.retries(), ThreadLocalRandom.current());
        for (var attempts = 1; ; attempts++) {
            try {
                return attempt(request, reader, type);
            } catch (UpstreamFailure failure) {
                LOG.warnf("Provider %s, attempt %d: %s", name, attempts, failure.getMessage());
                var left = request.deadline().left();
                var delay = policy.delay(attempts, failure, left).filter(wait -> !reader.hasBegun());
                pause(delay.orElseThrow(() -> failure), request);
            }
        }
    }

    private <T> T attempt(ProviderRequest request, AnswerReader<T> reader, Class<T> type) {
        return switch (breaker.admit()) {
            case Admission.Refused refused ->
                throw new ProblemException(
                                ErrorCode.MODEL_UNAVAILABLE,
                                "The model provider failed repeatedly and is left alone for now.")
                        .retryAfter(refused.retryAfter());
            case Admission.Admitted admitted -> guarded(admitted, request, reader, type);
        };
    }

    private <T> T guarded(Admission.Admitted admitted, ProviderRequest request, AnswerReader<T> reader, Class<T> type) {
        var verdict = Breaker.Verdict.NEUTRAL;
        try {
            var answer = limits.within(() -> exchange(request, reader), type);
            verdict = Breaker.Verdict.SUCCESS;
            return answer;
        } catch (UpstreamFailure failure) {
            verdict = failure.verdict();
            throw failure;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            breaker.settle(admitted, verdict);
        }
    }

    private <T> T exchange(ProviderRequest request, AnswerReader<T> reader) {
        return new Exchange<>(vertx, clock, request, reader).run(http, options(reader), config.firstByteTimeout());
    }

    private RequestOptions options(AnswerReader<?> reader) {
        var base = config.baseUrl().toString().replaceFirst("/+$", "");
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(base + "/chat/completions")
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", reader.isStream() ? "text/event-stream" : "application/json")
                .putHeader("User-Agent", "FocusForge");
        ProviderConfig.key(config).ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
        return options;
    }

    private static void pause(Duration delay, ProviderRequest request) {
        try {
            request.gone().get(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debugf("Waited %s", delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamFailure(UpstreamFailure.Kind.CLIENT_GONE, "interrupted");
        } catch (ExecutionException e) {
            throw new UpstreamFailure(UpstreamFailure.Kind.CLIENT_GONE, "between two attempts");
        }
    }
}
