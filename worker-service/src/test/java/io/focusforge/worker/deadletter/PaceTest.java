package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant START = Instant.parse("2026-11-05T17:00:00Z");

    @Test
    void startsAllAtOnceWithoutARate() {
        assertThat(new Pace(START, null).at(9_999)).isEqualTo(START);
    }

    @Test
    void startsSoManyASecond() {
        assertThat(new Pace(START, 1_000).at(1_500)).isEqualTo(START.plusMillis(1_500));
        assertThat(new Pace(START, 1).at(3)).isEqualTo(START.plusSeconds(3));
    }
}
