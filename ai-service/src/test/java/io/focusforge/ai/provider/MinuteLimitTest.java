package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinuteLimitTest {
    private final MutableClock clock = new MutableClock();
    private final MinuteLimit limit = new MinuteLimit(10, clock);

    @Test
    void neverGivesMoreThanTheLimitInAnyMinute() {
        var given = 0;
        for (var second = 0; second < 60; second++) {
            given += limit.take(1, 1).isEmpty() ? 1 : 0;
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(given).isEqualTo(10);
    }

    @Test
    void whoWaitsAsLongAsItWasToldIsServed() {
        limit.take(4, 1);
        clock.advance(Duration.ofMillis(20_500));
        limit.take(6, 1);
        clock.advance(Duration.ofMillis(700));
        var wait = limit.take(5, 1).orElseThrow();
        assertThat(wait).isGreaterThan(Duration.ofSeconds(59));
        clock.advance(wait.minusMillis(1));
        assertThat(limit.take(5, 1)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(limit.take(5, 1)).isEmpty();
    }

    @Test
    void isFreeAfterALongSilence() {
        limit.take(10, 1);
        clock.advance(Duration.ofHours(1));
        assertThat(limit.take(10, 1)).isEmpty();
    }

    @Test
    void givesNoMoreThanAShareToOneOfSeveral() {
        assertThat(limit.take(3, 3)).isEmpty();
        assertThat(limit.take(1, 3)).isPresent();
        assertThat(limit.take(1, 2)).isEmpty();
        assertThat(limit.share(20)).isEqualTo(1);
    }

    @Test
    void givesBackWhatWasNotUsedAndCountsWhatWasUsedBeyond() {
        limit.take(8, 1);
        limit.correct(-6);
        assertThat(limit.take(8, 1)).isEmpty();
        limit.correct(5);
        assertThat(limit.take(1, 1)).isPresent();
    }
}
