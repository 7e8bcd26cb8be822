package io.focusforge.ai.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.breaker.Admission.Admitted;
import io.focusforge.ai.breaker.Admission.Refused;
import io.focusforge.ai.step.Waiting;
import io.focusforge.ai.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration OPEN_FOR = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock();
    private final Told told = new Told();
    private final Breaker breaker = new Breaker("p/m", new BreakerRule(5, OPEN_FOR), told, clock);

    /** The other replicas: they remember what they were told, and answer as a test wants. */
    private static final class Told implements Replicas {
        private final List<Duration> announced = new ArrayList<>();
        private Lease lease = new Lease.Granted();
        private boolean away;
        private int released;
        private int renewed;

        @Override
        public Future<Void> announce(String name, Duration left) {
            announced.add(left);
            return away ? Future.failedFuture("away") : Future.succeededFuture();
        }

        @Override
        public Future<Lease> lease(String name) {
            return Future.succeededFuture(lease);
        }

        @Override
        public void release(String name) {
            released++;
        }

        @Override
        public void renew(String name) {
            renewed++;
        }
    }

    @Test
    void opensAfterFiveFailuresInARowAndSaysForHowLong() {
        fail(4);
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Admitted(false));
        assertThat(told.announced).isEmpty();
        fail(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Refused(Duration.ofMinutes(3)));
        assertThat(told.announced).containsExactly(OPEN_FOR);
    }

    @Test
    void staysOpenForTheWholeTimeThenLetsOneCallTry() {
        fail(5);
        clock.advance(OPEN_FOR.minusMillis(1));
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Refused.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Admitted(true));
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Refused.class);
    }

    @Test
    void closesForAllWhenTheTryingCallSucceeds() {
        settleProbe(Verdict.SUCCESS);
        assertThat(breaker.state()).isEqualTo(new BreakerState.Closed(0));
        assertThat(told.announced).containsExactly(OPEN_FOR, Replicas.NOW_CLOSED);
    }

    @Test
    void opensAgainForTheWholeTimeWhenTheTryingCallFails() {
        settleProbe(Verdict.FAILURE);
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Refused(OPEN_FOR));
        assertThat(told.announced).containsExactly(OPEN_FOR, OPEN_FOR);
    }

    @Test
    void letsTheNextCallTryWhenTheFirstSaidNothing() {
        settleProbe(Verdict.NEUTRAL);
        assertThat(told.released).isEqualTo(1);
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Admitted(true));
    }

    @Test
    void successForgetsEarlierFailures() {
        fail(4);
        settle(Verdict.SUCCESS);
        fail(4);
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Admitted.class);
    }

    @Test
    void callsThatSayNothingNeitherCountNorForget() {
        fail(4);
        for (var i = 0; i < 100; i++) {
            settle(Verdict.NEUTRAL);
        }
        assertThat(breaker.state()).isEqualTo(new BreakerState.Closed(4));
        fail(1);
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Refused.class);
    }

    @Test
    void aLateCallFromBeforeDoesNotCloseIt() {
        var early = (Admitted) Waiting.until(breaker.admit());
        fail(5);
        breaker.settle(early, Verdict.SUCCESS);
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Refused.class);
    }

    @Test
    void waitsWhileAnotherReplicaTries() {
        fail(5);
        clock.advance(OPEN_FOR);
        told.lease = new Lease.Taken();
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Refused.class);
        told.lease = new Lease.Granted();
        clock.advance(Duration.ofSeconds(1));
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Admitted(true));
    }

    @Test
    void takesOverWhatAnotherReplicaFoundOut() {
        fail(5);
        clock.advance(OPEN_FOR);
        told.lease = new Lease.Decided(SharedState.of("p/m", 7, 60_000));
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Refused(Duration.ofMinutes(1)));
        breaker.apply(SharedState.of("p/m", 8, -1));
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Admitted(false));
    }

    @Test
    void ignoresWhatIsOlderThanWhatItKnows() {
        breaker.apply(SharedState.of("p/m", 8, 60_000));
        breaker.apply(SharedState.of("p/m", 7, -1));
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aProbeOutlivesTheEchoOfWhatWentBeforeAndKeepsItsLease() {
        fail(5);
        clock.advance(OPEN_FOR);
        var probe = (Admitted) Waiting.until(breaker.admit());
        breaker.apply(SharedState.of("p/m", 1, 0));
        breaker.keepUp(true);
        assertThat(told.renewed).isEqualTo(1);
        breaker.settle(probe, Verdict.SUCCESS);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void tellsLaterWhatCouldNotBeTold() {
        told.away = true;
        fail(5);
        told.away = false;
        clock.advance(Duration.ofMinutes(1));
        breaker.keepUp(true);
        breaker.keepUp(true);
        assertThat(told.announced).containsExactly(OPEN_FOR, Duration.ofMinutes(4));
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
        breaker.settle((Admitted) Waiting.until(breaker.admit()), verdict);
    }
}
