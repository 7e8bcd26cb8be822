package io.focusforge.bench.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {
    private static Passage passage(long from, long to) {
        return new Passage("/api/v1/search", from, to);
    }

    @Test
    void timeThatPassagesShareCountsOnce() {
        assertThat(Passage.covered(List.of(passage(30, 60), passage(10, 40)), 0, 100))
                .isEqualTo(50);
        assertThat(Passage.covered(List.of(passage(10, 40), passage(20, 30)), 0, 100))
                .isEqualTo(30);
    }

    @Test
    void timeBetweenPassagesDoesNotCount() {
        assertThat(Passage.covered(List.of(passage(10, 20), passage(50, 60)), 0, 100))
                .isEqualTo(20);
    }

    @Test
    void onlyWhatIsBetweenTheTwoMomentsCounts() {
        assertThat(Passage.covered(List.of(passage(10, 40), passage(90, 200)), 20, 100))
                .isEqualTo(30);
        assertThat(Passage.covered(List.of(passage(0, 10)), 20, 100)).isZero();
        assertThat(Passage.covered(List.of(), 20, 100)).isZero();
    }
}
