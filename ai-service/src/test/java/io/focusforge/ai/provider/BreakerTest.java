package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.Breaker.Admission;
import io.focusforge.ai.provider.Breaker.Verdict;
import io.focusforge.ai.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration OPEN_FOR = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock();
    private final Breaker breaker = new Breaker(5, OPEN_FOR, clock);

    @Test
    void opensAfterFiveFailuresInARowAndSaysForHowLong() {
        fail(4);
        assertThat(breaker.admit()).isInstanceOf(Admission.Admitted.class);
        fail(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(breaker.admit()).isEqualTo(new Admission.Refused(Duration.ofMinutes(3)));
    }

    @Test
    void staysOpenForTheWholeTimeThenLetsOneCallTry() {
        fail(5);
        clock.advance(OPEN_FOR.minusMillis(1));
        assertThat(breaker.admit()).isInstanceOf(Admission.Refused.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(breaker.admit()).isEqualTo(new Admission.Admitted(true));
        assertThat(breaker.admit()).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void closesWhenTheTryingCallSucceeds() {
        settleProbe(Verdict.SUCCESS);
        assertThat(breaker.state()).isEqualTo(new Breaker.State.Closed(0));
    }

    @Test
    void opensAgainForTheWholeTimeWhenTheTryingCallFails() {
        settleProbe(Verdict.FAILURE);
        assertThat(breaker.admit()).isEqualTo(new Admission.Refused(OPEN_FOR));
    }

    @Test
    void letsTheNextCallTryWhenTheFirstSaidNothing() {
        settleProbe(Verdict.NEUTRAL);
        assertThat(breaker.admit()).isEqualTo(new Admission.Admitted(true));
    }

    @Test
    void successForgetsEarlierFailures() {
        fail(4);
        settle(Verdict.SUCCESS);
        fail(4);
        assertThat(breaker.admit()).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void callsThatSayNothingNeitherCountNorForget() {
        fail(4);
        for (var i = 0; i < 100; i++) {
            settle(Verdict.NEUTRAL);
        }
        assertThat(breaker.state()).isEqualTo(new Breaker.State.Closed(4));
        fail(1);
        assertThat(breaker.admit()).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void aLateCallFromBeforeDoesNotCloseIt() {
        var early = (Admission.Admitted) breaker.admit();
        fail(5);
        breaker.settle(early, Verdict.SUCCESS);
        assertThat(breaker.admit()).isInstanceOf(Admission.Refused.class);
    }

    private void settleProbe(Verdict verdict) {
        fail(5);
        clock.advance(OPEN_FOR);
        settle(verdict);
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            settle(Verdict.FAILURE);
        }
    }

    private void settle(Verdict verdict) {
        breaker.settle((Admission.Admitted) breaker.admit(), verdict);
    }
}
