package io.focusforge.orchestrator.creation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), new Random(1));

    @Test
    void doublesUpToTheMaximum() {
        assertThat(delay(0)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(delay(2)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(20));
        assertThat(delay(1_000)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void honoursTheWishOfTheModelWithinReason() {
        assertThat(backoff.delay(0, Optional.of(Duration.ofSeconds(77)))).isEqualTo(Duration.ofSeconds(77));
        assertThat(backoff.delay(0, Optional.of(Duration.ofDays(9)))).isEqualTo(Duration.ofHours(1));
    }

    private Duration delay(int failures) {
        return backoff.delay(failures, Optional.empty());
    }
}
