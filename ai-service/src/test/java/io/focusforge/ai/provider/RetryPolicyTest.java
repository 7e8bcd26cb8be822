package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration CALLED_FOR = Duration.ofSeconds(3);

    private final RetryPolicy policy = new RetryPolicy(2, new Random(7));

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "RATE_LIMITED", "OVERLOADED", "SERVER_ERROR"})
    void triesAgainWhatMayHaveBeenBadLuck(Kind kind) {
        assertThat(policy.delay(1, new UpstreamFailure(kind, ""), LONG)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNREACHABLE", "RATE_LIMITED", "OVERLOADED", "SERVER_ERROR"},
            mode = EnumSource.Mode.EXCLUDE)
    void doesNotTryAgainWhatMayHaveBeenDone(Kind kind) {
        assertThat(policy.delay(1, new UpstreamFailure(kind, ""), LONG)).isEmpty();
    }

    @Test
    void givesUpAfterTheLastRetry() {
        assertThat(policy.delay(2, failure(null), LONG)).isPresent();
        assertThat(policy.delay(3, failure(null), LONG)).isEmpty();
    }

    @Test
    void spreadsRetriesOverTheWholeOfAGrowingInterval() {
        var first = IntStream.range(0, 1000).mapToLong(i -> millis(1)).summaryStatistics();
        assertThat(first.getMin()).isLessThan(20);
        assertThat(first.getMax()).isBetween(180L, 200L);
        var second = IntStream.range(0, 1000).mapToLong(i -> millis(2)).summaryStatistics();
        assertThat(second.getMin()).isLessThan(40);
        assertThat(second.getMax()).isBetween(360L, 400L);
    }

    @Test
    void waitsAtLeastAsLongAsTheProviderAsks() {
        assertThat(policy.delay(1, failure(CALLED_FOR), LONG).orElseThrow()).isGreaterThanOrEqualTo(CALLED_FOR);
    }

    @Test
    void doesNotWaitLongerThanTheCallerHas() {
        assertThat(policy.delay(1, failure(CALLED_FOR), Duration.ofSeconds(2))).isEmpty();
    }

    @Test
    void doesNotWaitForWhatIsFarAway() {
        assertThat(policy.delay(1, failure(Duration.ofSeconds(11)), LONG)).isEmpty();
    }

    private long millis(int attempts) {
        return policy.delay(attempts, failure(null), LONG).orElseThrow().toMillis();
    }

    private static UpstreamFailure failure(Duration retryAfter) {
        return new UpstreamFailure(Kind.RATE_LIMITED, "", retryAfter);
    }
}
