package io.focusforge.ai.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProviderLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final ProviderLimit limit = new ProviderLimit(40, true, now::get);

    @Test
    void isAllThatIsConfiguredWhileTheProviderIsAsUsual() {
        answers("large", 800, 30);
        answers("large", 1500, 30);
        assertThat(limit.getAsInt()).isEqualTo(40);
    }

    @Test
    void shrinksToAQuarterWhileAnswersTakeManyTimesAsLong() {
        answers("large", 500, 30);
        answers("large", 10_000, 40);
        assertThat(limit.getAsInt()).isEqualTo(10);
    }

    @Test
    void doesNotTakeDelaysOfOurOwnForSlowness() {
        answers("small", 5, 30);
        answers("small", 600, 40);
        assertThat(limit.getAsInt()).isEqualTo(40);
    }

    @Test
    void longerAnswersOfAnotherModelAreNoSlowness() {
        answers("small", 200, 30);
        answers("large", 20_000, 30);
        assertThat(limit.getAsInt()).isEqualTo(40);
    }

    @Test
    void isCutAtMostOnceASecondWhenCallsAreTurnedAway() {
        for (var i = 0; i < 5; i++) {
            limit.turnedAway();
        }
        assertThat(limit.getAsInt()).isEqualTo(30);
    }

    @Test
    void comesBackByItself() {
        answers("large", 500, 30);
        answers("large", 10_000, 40);
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(limit.getAsInt()).isBetween(20, 25);
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(limit.getAsInt()).isEqualTo(40);
    }

    @Test
    void neverChangesWhenItIsNotToAdapt() {
        var fixed = new ProviderLimit(40, false, now::get);
        for (var i = 0; i < 40; i++) {
            fixed.turnedAway();
            fixed.answered("large", Duration.ofSeconds(i).toNanos());
        }
        assertThat(fixed.getAsInt()).isEqualTo(40);
    }

    private void answers(String kind, long millis, int times) {
        for (var i = 0; i < times; i++) {
            limit.answered(kind, Duration.ofMillis(millis).toNanos());
        }
    }
}
