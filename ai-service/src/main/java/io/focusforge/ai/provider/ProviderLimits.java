package io.focusforge.ai.provider;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.faulttolerance.api.RateLimitType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * How many calls a provider takes at once and in a minute. What goes beyond is refused at once, as {@code model_unavailable}: the
 * limit is the installation's, not the caller's. A call refused for concurrency does not count against the minute.
 */
final class ProviderLimits {
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private final Guard concurrency;
    private final Optional<Guard> rate;

    ProviderLimits(ProviderConfig config) {
        concurrency = Guard.create()
                .withBulkhead()
                .limit(config.maxConcurrency())
                .done()
                .build();
        rate = config.requestsPerMinute() == 0 ? Optional.empty() : Optional.of(rate(config.requestsPerMinute()));
    }

    <T> T within(Callable<T> call, Class<T> type) throws Exception {
        try {
            return concurrency.call(() -> rate.isPresent() ? rate.get().call(call, type) : call.call(), type);
        } catch (BulkheadException e) {
            throw refused("Too many calls to the model provider are running.", UNKNOWN);
        } catch (RateLimitException e) {
            var wait = e.getRetryAfterMillis();
            throw refused(
                    "The model provider's requests for this minute are used up.",
                    wait > 0 ? Duration.ofMillis(wait) : UNKNOWN);
        }
    }

    private static Guard rate(int perMinute) {
        return Guard.create()
                .withRateLimit()
                .limit(perMinute)
                .window(1, ChronoUnit.MINUTES)
                .type(RateLimitType.ROLLING)
                .done()
                .build();
    }

    private static ProblemException refused(String detail, Duration retryAfter) {
        return new ProblemException(ErrorCode.MODEL_UNAVAILABLE, detail).retryAfter(retryAfter);
    }
}
