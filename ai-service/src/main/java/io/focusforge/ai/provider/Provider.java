package io.focusforge.ai.provider;

import io.focusforge.ai.breaker.Admission;
import io.focusforge.ai.breaker.Breaker;
import io.focusforge.ai.breaker.BreakerRule;
import io.focusforge.ai.breaker.Breakers;
import io.focusforge.ai.breaker.Verdict;
import io.focusforge.ai.overload.ProviderQueues;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.step.Step;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
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

    /** Asks once. Fails as {@link UpstreamFailure} for everything but an answer, also when the provider is not to be called now. */
    public <T> Future<T> ask(String model, ProviderRequest request, AnswerReader<T> reader) {
        return endpoint.call(model, request, reader).compose(this::ask);
    }

    private <T> Future<T> ask(ProviderCall<T> call) {
        var breaker = breaker(call.model());
        return breaker.admit().compose(admission -> switch (admission) {
            case Admission.Refused refused ->
                Future.failedFuture(new UpstreamFailure(Kind.LEFT_ALONE, "the breaker is open", refused.retryAfter()));
            case Admission.Admitted admitted -> guarded(breaker, admitted, call);
        });
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

    private <T> Future<T> guarded(Breaker breaker, Admission.Admitted admitted, ProviderCall<T> call) {
        return Step.of(() -> limited(call))
                .andThen(ended -> breaker.settle(admitted, verdict(ended)))
                .recover(failure -> Future.failedFuture(
                        failure instanceof UpstreamFailure upstream ? upstream.without(secrets) : failure));
    }

    private static Verdict verdict(AsyncResult<?> ended) {
        if (ended.succeeded()) {
            return Verdict.SUCCESS;
        }
        return ended.cause() instanceof UpstreamFailure failure ? failure.verdict() : Verdict.NEUTRAL;
    }

    private <T> Future<T> limited(ProviderCall<T> call) {
        return limits.enter(call.request()).compose(held -> {
            retryBudget.called();
            var exchange = new Exchange<>(tools.vertx(), tools.clock(), call.request(), call.reader());
            return Step.of(() -> exchange.run(http, call.options(), config))
                    .andThen(ended -> leave(call, held, exchange, ended));
        });
    }

    private void leave(ProviderCall<?> call, ProviderMinute.Taken held, Exchange<?> exchange, AsyncResult<?> ended) {
        var reader = call.reader();
        if (ended.succeeded()) {
            limits.answered(call.model(), reader.isStream(), exchange.took());
        } else if (ended.cause() instanceof UpstreamFailure failure) {
            limits.failed(failure);
        }
        var used = ended.succeeded() || reader.hasBegun() ? held.tokens() : 0;
        limits.leave(held, reader.tokensUsed().orElse(used));
    }

    private Breaker breaker(String model) {
        return tools.breakers().of(name, model, rule);
    }
}
