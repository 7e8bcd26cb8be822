package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final MutableClock clock = new MutableClock();
    private final RetryBudget budget = new RetryBudget(20, clock);

    @Test
    void anOutageDoesNotDoubleTheCalls() {
        assertThat(repeatsOf(1_000)).isBetween(190, 200);
    }

    @Test
    void aQuietInstallationMayRepeat() {
        assertThat(repeatsOf(5)).isEqualTo(5);
        assertThat(repeatsOf(50)).isEqualTo(RetryBudget.ALWAYS - 5 + 1);
    }

    @Test
    void whatWasLongAgoCountsNeitherWay() {
        repeatsOf(1_000);
        clock.advance(Duration.ofSeconds(RetryBudget.SECONDS + 1));
        assertThat(repeatsOf(40)).isEqualTo(RetryBudget.ALWAYS);
    }

    /** How many of so many failing calls are made a second time. */
    private int repeatsOf(int calls) {
        var repeats = 0;
        for (var i = 0; i < calls; i++) {
            budget.called();
            if (budget.take()) {
                budget.called();
                repeats++;
            }
        }
        return repeats;
    }
}
