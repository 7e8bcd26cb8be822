package io.focusforge.ai.provider;

import io.focusforge.ai.breaker.Admission;
import io.focusforge.ai.breaker.Breaker;
import io.focusforge.ai.breaker.BreakerRule;
import io.focusforge.ai.breaker.Breakers;
import io.focusforge.ai.breaker.Verdict;
import io.focusforge.ai.overload.ProviderQueues;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A configured provider at run time: its connections, its limits, and what is known of its health. */
public final class Provider {
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final String name;
    private final ProviderConfig config;
    private final Tools tools;
    private final BreakerRule rule;
    private final HttpClient http;
    private final ProviderEndpoint endpoint;
    private final ProviderLimits limits;
    private final RetryBudget retryBudget;
    private final List<String> secrets;

    Provider(String name, ProviderConfig config, Tools tools) {
        this.name = name;
        this.config = config;
        this.tools = tools;
        this.rule = new BreakerRule(config.breakerFailures(), config.breakerOpenFor());
        this.http = tools.vertx()
                .createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) config.connectTimeout().toMillis())
                                // a provider sees our trace only where its configuration says so
                                .setTracingPolicy(TracingPolicy.IGNORE)
                                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(config.maxConcurrency()));
        this.endpoint = new ProviderEndpoint(config, tools.dialect());
        var minute = new SharedMinutes.Minute(config.requestsPerMinute(), config.tokensPerMinute());
        this.limits = new ProviderLimits(
                tools.queues().places(name, config.maxConcurrency()),
                new ProviderMinute(name, minute, tools.minutes(), tools.clock()));
        this.retryBudget = new RetryBudget(config.retryBudgetPercent(), tools.clock());
        this.secrets = ProviderConfig.secrets(config);
        ProviderConfig.allModels(config).forEach(this::breaker);
    }

    /** What a provider works with. */
    record Tools(
            Vertx vertx,
            Clock clock,
            Breakers breakers,
            ProviderQueues queues,
            SharedMinutes minutes,
            Dialect dialect) {}

    public String name() {
        return name;
    }

    public ProviderConfig config() {
        return config;
    }

    /** Calls under way or waiting to be, for the choice among equals. */
    public int outstanding() {
        return limits.outstanding();
    }

    void close() {
        http.close();
    }

    /**
     * Asks once. Blocking: call it on a virtual thread.
     *
     * @throws UpstreamFailure for everything but an answer, also when the provider is not to be called now
     */
    public <T> T ask(String model, ProviderRequest request, AnswerReader<T> reader) {
        var call = endpoint.call(model, request, reader);
        var breaker = breaker(model);
        return switch (breaker.admit()) {
            case Admission.Refused refused ->
                throw new UpstreamFailure(Kind.LEFT_ALONE, "the breaker is open", refused.retryAfter());
            case Admission.Admitted admitted -> guarded(breaker, admitted, call);
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

    private <T> T guarded(Breaker breaker, Admission.Admitted admitted, ProviderCall<T> call) {
        var verdict = Verdict.NEUTRAL;
        try {
            var answer = limited(call);
            verdict = Verdict.SUCCESS;
            return answer;
        } catch (UpstreamFailure failure) {
            verdict = failure.verdict();
            throw failure.without(secrets);
        } finally {
            breaker.settle(admitted, verdict);
        }
    }

    private <T> T limited(ProviderCall<T> call) {
        var held = limits.enter(call.request());
        var reader = call.reader();
        var used = 0L;
        try {
            retryBudget.called();
            var exchange = new Exchange<>(tools.vertx(), tools.clock(), call.request(), reader);
            var answer = exchange.run(http, call.options(), config);
            limits.answered(call.model(), reader.isStream(), exchange.took());
            used = held.tokens();
            return answer;
        } catch (UpstreamFailure failure) {
            limits.failed(failure);
            throw failure;
        } finally {
            limits.leave(held, reader.tokensUsed().orElse(reader.hasBegun() ? held.tokens() : used));
        }
    }

    private Breaker breaker(String model) {
        return tools.breakers().of(name, model, rule);
    }
}
