package io.focusforge.orchestrator.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRiseTest {
    @Test
    void isFishersExactTest() {
        // the lady tasting tea: 3 of 4 against 1 of 4 is 17/70
        assertThat(ErrorRise.chance(new Tally(1, 3), new Tally(3, 1))).isCloseTo(17.0 / 70, within(1e-12));
        assertThat(ErrorRise.chance(new Tally(0, 4), new Tally(4, 0))).isCloseTo(1.0 / 70, within(1e-12));
        assertThat(ErrorRise.chance(new Tally(4, 0), new Tally(0, 4))).isCloseTo(1, within(1e-12));
    }

    @Test
    void isRightForLargeNumbersToo() {
        // all of 50 against none of 50: 1 / C(100, 50)
        assertThat(ErrorRise.chance(new Tally(0, 50), new Tally(50, 0)))
                .isCloseTo(1 / 1.0089134454556417e29, within(1e-36));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 19, 100, 0, false", // too few runs
        "10, 10, 19, 0, false", // too few to compare with
        "10, 10, 20, 0, true",
        "19, 1, 200, 0, false", // may be chance
        "9600, 400, 100000, 100, false", // certain, but small
        "900, 100, 10000, 100, true",
        "100, 100, 100, 100, false",
        "100, 0, 50, 50, false" // better
    })
    void saysWhetherTheRiseIsClear(long succeeded, long failed, long baseSucceeded, long baseFailed, boolean clear) {
        assertThat(ErrorRise.isClear(new Tally(succeeded, failed), new Tally(baseSucceeded, baseFailed)))
                .isEqualTo(clear);
    }
}
