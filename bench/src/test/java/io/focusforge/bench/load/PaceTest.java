package io.focusforge.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(100, 1_000);

    @Test
    void whatIsDueLeavesAsPlannedALittleLateToo() {
        assertThat(pace.next(5_000, 4_000)).isEqualTo(5_000);
        assertThat(pace.next(5_000, 6_000)).isEqualTo(5_000);
    }

    @Test
    void whatIsTooLateIsLeftOutAndTheRestKeepsTheBeat() {
        assertThat(pace.next(5_000, 6_001)).isEqualTo(5_100);
        assertThat(pace.next(5_000, 9_950)).isEqualTo(9_000);
    }
}
