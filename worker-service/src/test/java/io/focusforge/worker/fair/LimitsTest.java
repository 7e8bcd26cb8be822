package io.focusforge.worker.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void leaveTheRestOfTheConcurrency() {
        var limits = new Limits(5, null, null);
        assertThat(limits.most(3, null, NOW)).isEqualTo(2);
        assertThat(limits.most(9, null, NOW)).isZero();
    }

    @Test
    void allowABurstAndThenTheRate() {
        var limits = new Limits(null, 10.0, 3);
        assertThat(limits.most(0, null, NOW)).isEqualTo(3);
        var next = limits.after(null, NOW, 3);
        assertThat(limits.most(0, next, NOW)).isZero();
        assertThat(limits.most(0, next, NOW.plusMillis(100))).isEqualTo(1);
        assertThat(limits.most(0, next, NOW.plusSeconds(9))).isEqualTo(3);
    }

    @Test
    void sayWhenAnotherMayStart() {
        var limits = new Limits(null, 2.0, 3);
        var next = limits.after(null, NOW, 3);
        assertThat(limits.freeAt(next)).isEqualTo(NOW.plusMillis(500));
    }

    @Test
    void allowExactlyTheRateOverALongTime() {
        var limits = new Limits(null, 7.0, 5);
        var started = 0;
        Instant next = null;
        for (var now = NOW; now.isBefore(NOW.plusSeconds(100)); now = now.plus(Duration.ofMillis(37))) {
            var most = limits.most(0, next, now);
            next = limits.after(next, now, most);
            started += most;
        }
        assertThat(started).isBetween(699, 705);
    }
}
