package io.focusforge.worker.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-05T17:00:00Z");

    @Test
    void startsAtOnceUnlessAskedOtherwise() {
        assertThat(new Times(null, null, null).start(NOW)).isEqualTo(NOW);
        assertThat(new Times(null, Duration.ofSeconds(5), null).start(NOW)).isEqualTo(NOW.plusSeconds(5));
        assertThat(new Times(NOW.plusSeconds(7), null, null).start(NOW)).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void bearsAClockThatIsALittleLate() {
        assertThat(new Times(NOW.minusSeconds(60), null, null).start(NOW)).isEqualTo(NOW);
        assertThatThrownBy(() -> new Times(NOW.minusSeconds(61), null, null).start(NOW))
                .hasMessageContaining("runAt: is in the past");
    }

    @Test
    void looksAYearAhead() {
        var year = NOW.plus(Duration.ofDays(366));
        assertThat(new Times(year, null, null).start(NOW)).isEqualTo(year);
        assertThatThrownBy(() -> new Times(year.plusMillis(1), null, null).start(NOW))
                .hasMessageContaining("runAt");
        assertThat(new Times(null, null, year).end(NOW, NOW)).isEqualTo(year);
        assertThatThrownBy(() -> new Times(null, null, year.plusMillis(1)).end(NOW, NOW))
                .hasMessageContaining("deadline");
    }

    @Test
    void refusesADeadlineThatCannotBeMet() {
        assertThatThrownBy(() -> new Times(null, null, NOW).end(NOW, NOW)).hasMessageContaining("is in the past");
        assertThatThrownBy(() -> new Times(null, null, NOW.plusSeconds(5)).end(NOW, NOW.plusSeconds(5)))
                .hasMessageContaining("may start");
    }

    @Test
    void takesOneOfRunAtAndDelay() {
        assertThatThrownBy(() -> new Times(NOW, Duration.ZERO, null).start(NOW)).hasMessageContaining("delay");
    }
}
