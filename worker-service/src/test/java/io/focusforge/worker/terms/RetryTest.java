package io.focusforge.worker.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.worker.job.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final RetryPolicy TYPE = new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10));

    private static RetryPolicy backoff(Duration base, Duration cap) {
        return new Retry(null, base, cap, null).backoff(TYPE);
    }

    @Test
    void leavesTheTypesPolicyWhenOnlyAttemptsAreAskedFor() {
        assertThat(new Retry(4, null, null, Retry.Jitter.FULL).backoff(TYPE)).isNull();
    }

    @Test
    void takesWhatIsLeftOutFromTheType() {
        assertThat(backoff(Duration.ofSeconds(1), null)).isEqualTo(new RetryPolicy(Duration.ofSeconds(1), TYPE.cap()));
        assertThat(backoff(null, Duration.ofMinutes(1))).isEqualTo(new RetryPolicy(TYPE.base(), Duration.ofMinutes(1)));
    }

    @Test
    void keepsTheOrderOfTheBoundsWhenOneIsLeftOut() {
        var hour = Duration.ofHours(1);
        assertThat(backoff(hour, null)).isEqualTo(new RetryPolicy(hour, hour));
        var second = Duration.ofSeconds(1);
        assertThat(backoff(null, second)).isEqualTo(new RetryPolicy(second, second));
    }

    @Test
    void refusesACapBelowTheBase() {
        assertThatThrownBy(() -> backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("retry.cap");
    }
}
