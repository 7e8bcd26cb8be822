package io.focusforge.common.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoopLagTest {
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private static final int EVERY = 5;
    private static final int TARGET = 50;
    private static final int INTERVAL = 500;

    private long now;
    private final LoopLag lag = new LoopLag(
            new LoopLag.Rule(Duration.ofMillis(EVERY), Duration.ofMillis(TARGET), Duration.ofMillis(INTERVAL)),
            () -> now);

    private boolean begins(UUID tenant, Priority priority) {
        return lag.begins(new Applicant(tenant, priority));
    }

    private void pass(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private void stayBehind() {
        begins(TENANT, Priority.NORMAL);
        pass(EVERY + INTERVAL + 1);
        lag.tick();
        begins(TENANT, Priority.NORMAL);
        pass(EVERY);
    }

    @Test
    void beginsABurstWithinTheInterval() {
        begins(TENANT, Priority.NORMAL);
        pass(EVERY + INTERVAL - 1);
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
        pass(2);
        assertThat(begins(TENANT, Priority.NORMAL)).isFalse();
    }

    @Test
    void beginsLittleInOneGoWhenItHasBeenBehindForLonger() {
        stayBehind();
        pass(TARGET - 1);
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
        pass(2);
        assertThat(begins(TENANT, Priority.NORMAL)).isFalse();
        lag.tick();
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
        pass(EVERY + TARGET + 1);
        assertThat(begins(TENANT, Priority.NORMAL)).isFalse();
    }

    @Test
    void beginsBurstsAgainWhenItHasCaughtUp() {
        stayBehind();
        lag.tick();
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
        pass(EVERY);
        lag.tick();
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
        pass(EVERY + INTERVAL - 1);
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
    }

    @Test
    void doesNotTakeAPauseForLag() {
        pass(10_000);
        assertThat(begins(TENANT, Priority.LOW)).isTrue();
        assertThat(begins(TENANT, Priority.LOW)).isTrue();
    }

    @Test
    void refusesTheLessUrgentEarlierAndTheUrgentLater() {
        stayBehind();
        pass(TARGET - 10);
        assertThat(begins(TENANT, Priority.LOW)).isFalse();
        assertThat(begins(TENANT, Priority.NORMAL)).isTrue();
        pass(2 * TARGET);
        assertThat(begins(TENANT, Priority.NORMAL)).isFalse();
        assertThat(begins(TENANT, Priority.HIGH)).isTrue();
        pass(2 * TARGET);
        assertThat(begins(TENANT, Priority.HIGH)).isFalse();
    }

    @Test
    void aFloodOfOneTenantDoesNotShutOutAnother() {
        stayBehind();
        for (var i = 0; i < 9; i++) {
            begins(TENANT, Priority.NORMAL);
        }
        pass(2 * TARGET);
        assertThat(begins(TENANT, Priority.NORMAL)).isFalse();
        for (var i = 0; i < 10; i++) {
            assertThat(begins(OTHER, Priority.NORMAL)).isTrue();
        }
        assertThat(begins(OTHER, Priority.NORMAL)).isFalse();
    }
}
