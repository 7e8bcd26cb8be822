package io.focusforge.common.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GradientLimitTest {
    private static final GradientLimit.Rule RULE = new GradientLimit.Rule(64, 8, 500, Duration.ofMillis(20));

    private final AtomicLong now = new AtomicLong();
    private final GradientLimit limit = new GradientLimit(RULE, now::get);

    @Test
    void growsWhileItIsUsedAndNothingGetsSlower() {
        windows(1, 1, 2);
        windows(20, 2, 64);
        assertThat(limit.getAsInt()).isGreaterThan(120);
        windows(100, 2, 500);
        assertThat(limit.getAsInt()).isEqualTo(500);
    }

    @Test
    void doesNotGrowWhileItIsNotUsed() {
        windows(100, 2, 20);
        assertThat(limit.getAsInt()).isEqualTo(64);
    }

    @Test
    void shrinksToItsLeastWhileWorkGetsSlower() {
        windows(1, 1, 2);
        windows(20, 500, 64);
        assertThat(limit.getAsInt()).isLessThanOrEqualTo(16);
        windows(50, 1, 200);
        assertThat(limit.getAsInt()).isGreaterThan(64);
    }

    @Test
    void growsAgainFromItsLeast() {
        windows(1, 1, 2);
        windows(40, 5000, 64);
        assertThat(limit.getAsInt()).isEqualTo(RULE.min());
        for (var window = 0; window < 50; window++) {
            windows(1, 1, limit.getAsInt());
        }
        assertThat(limit.getAsInt()).isGreaterThan(64);
    }

    /** Ten minutes in which as much comes as is let in, and each takes half a millisecond for every other that is under way. */
    @Test
    void aLastingOverloadNeverBecomesTheUsual() {
        windows(1, 1, 2);
        var most = 0;
        for (var window = 0; window < 6000; window++) {
            var atOnce = limit.getAsInt();
            windows(1, Math.max(1, atOnce / 2), atOnce);
            most = window > 100 ? Math.max(most, limit.getAsInt()) : most;
        }
        assertThat(most).isBetween(30, 90);
    }

    @Test
    void takesLittleAtOnceWhileItMeasures() {
        windows(1, 1, 2);
        windows(301, 2, 300);
        assertThat(limit.getAsInt()).isEqualTo(8);
        windows(2, 2, 8);
        assertThat(limit.getAsInt()).isGreaterThan(64);
    }

    @Test
    void whatIsSlowWithLittleToDoIsTakenForUsual() {
        windows(1, 1, 2);
        windows(50, 100, 2);
        windows(20, 100, 64);
        assertThat(limit.getAsInt()).isGreaterThan(64);
    }

    /** Windows of a tenth of a second in which work took so long with so much at once. */
    private void windows(int count, long millis, int atOnce) {
        for (var window = 0; window < count; window++) {
            now.addAndGet(Duration.ofMillis(100).toNanos());
            for (var i = 0; i < 10; i++) {
                limit.add(Duration.ofMillis(millis).toNanos(), atOnce);
            }
        }
    }
}
