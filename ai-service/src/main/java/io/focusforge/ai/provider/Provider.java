package io.focusforge.ai.provider;

import io.focusforge.ai.provider.Breaker.Admission;
import io.focusforge.ai.provider.Breaker.Verdict;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A configured provider at run time: its connections, its limits, and what is known of its health. */
public final class Provider {
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final String name;
    private final ProviderConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final HttpClient http;
    private final ProviderEndpoint endpoint;
    private final ProviderLimits limits;
    private final RetryBudget retryBudget;
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
        this.endpoint = new ProviderEndpoint(config);
        this.limits = new ProviderLimits(config, clock);
        this.retryBudget = new RetryBudget(config.retryBudgetPercent(), clock);
        this.breaker = new Breaker(config.breakerFailures(), config.breakerOpenFor(), clock);
    }

    public String name() {
        return name;
    }

    public ProviderConfig config() {
        return config;
    }

    /** Calls under way, for the choice among equals. */
    public int outstanding() {
        return limits.running();
    }

    /** 0 while the provider is called, 1 while it is left alone. */
    int breakerOpen() {
        return breaker.state() instanceof Breaker.State.Closed ? 0 : 1;
    }

    /**
     * Asks once. Blocking: call it on a virtual thread.
     *
     * @throws UpstreamFailure for everything but an answer, also when the provider is not to be called now
     */
    public <T> T ask(ProviderRequest request, AnswerReader<T> reader) {
        return switch (breaker.admit()) {
            case Admission.Refused refused ->
                throw new UpstreamFailure(Kind.LEFT_ALONE, "the breaker is open", refused.retryAfter());
            case Admission.Admitted admitted -> guarded(admitted, request, reader);
        };
    }

    /**
     * Whether and when a failed call may be repeated; a yes is taken from the budget.
     *
     * @param attempts how many of this call this provider has had
     * @param left what is left of the caller's time
     */
    public Optional<Duration> retryDelay(int attempts, UpstreamFailure failure, Duration left) {
        return new RetryPolicy(config.retries(), ThreadLocalRandom.current())
                .delay(attempts, failure, left)
                .filter(delay -> retryBudget.take());
    }

    private <T> T guarded(Admission.Admitted admitted, ProviderRequest request, AnswerReader<T> reader) {
        var verdict = Verdict.NEUTRAL;
        try {
            var answer = limited(request, reader);
            verdict = Verdict.SUCCESS;
            return answer;
        } catch (UpstreamFailure failure) {
            verdict = failure.verdict();
            throw failure;
        } finally {
            breaker.settle(admitted, verdict);
        }
    }

    private <T> T limited(ProviderRequest request, AnswerReader<T> reader) {
        var held = limits.enter(request.estimatedTokens());
        var used = 0L;
        try {
            retryBudget.called();
            var answer = new Exchange<>(vertx, clock, request, reader)
                    .run(http, endpoint.request(request.path(), reader), config);
            used = held;
            return answer;
        } finally {
            limits.leave(held, reader.tokensUsed().orElse(reader.hasBegun() ? held : used));
        }
    }
}
