package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private final MutableClock clock = new MutableClock();

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.parse("7", clock)).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse("Thu, 05 Nov 2026 17:00:30 GMT", clock)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Thu, 05 Nov 2026 16:00:00 GMT", clock)).isEqualTo(Duration.ZERO);
    }

    @Test
    void takesNothingForNothingAndForNonsense() {
        assertThat(RetryAfter.parse(null, clock)).isNull();
        assertThat(RetryAfter.parse("soon", clock)).isNull();
        assertThat(RetryAfter.parse("-3", clock)).isNull();
    }

    @Test
    void isAtMostAnHour() {
        assertThat(RetryAfter.parse("999999999", clock)).isEqualTo(Duration.ofHours(1));
    }
}
