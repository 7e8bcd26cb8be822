package io.focusforge.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10));
    private final Random random = new Random(7);

    @Test
    void doublesItsBoundUpToTheCap() {
        assertThat(policy.bound(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.bound(4)).isEqualTo(Duration.ofSeconds(16));
        assertThat(policy.bound(50)).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.bound(1000)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void spreadsOverTheWholeRange() {
        var delays = random.ints(2000)
                .mapToObj(any -> policy.delay(4, Duration.ZERO, random).toMillis())
                .mapToLong(Long::longValue)
                .summaryStatistics();
        assertThat(delays.getMin()).isLessThan(200);
        assertThat(delays.getMax()).isBetween(15_800L, 16_000L);
        assertThat(delays.getAverage()).isBetween(7_500.0, 8_500.0);
    }

    @Test
    void neverComesSoonerThanAsked() {
        assertThat(policy.delay(1, Duration.ofSeconds(30), random)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void believesTheOtherSideNoLongerThanADay() {
        assertThat(policy.delay(1, Duration.ofDays(300), random)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void refusesACapBelowItsBase() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
