package io.focusforge.common.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final UUID FLOOD = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final AtomicInteger limit = new AtomicInteger(4);
    private final Admission admission = new Admission(limit::get, 16, Duration.ofMillis(500));
    private final List<String> order = new ArrayList<>();

    @Test
    void letsInAsManyAsTheLimitSays() {
        fill();
        assertThat(admission.enter(normal(FLOOD))).isInstanceOf(Entry.Waiting.class);
        assertThat(admission.tryEnter(normal(FLOOD))).isInstanceOf(Entry.Shed.class);
        assertThat(admission.underWay()).isEqualTo(4);
    }

    @Test
    void whoLeavesMakesRoomForAsManyAsTheLimitSaysByThen() {
        fill();
        wait("a", normal(FLOOD));
        wait("b", normal(FLOOD));
        wait("c", normal(FLOOD));
        limit.set(3);
        admission.leave();
        assertThat(order).isEmpty();
        limit.set(5);
        admission.leave();
        assertThat(order).containsExactly("a", "b", "c");
        assertThat(admission.underWay()).isEqualTo(5);
    }

    @Test
    void tenantsTakeTurnsHoweverManyOfOneWait() {
        fill();
        for (var i = 0; i < 6; i++) {
            wait("flood" + i, normal(FLOOD));
        }
        wait("other0", normal(OTHER));
        wait("other1", normal(OTHER));
        leave(8);
        assertThat(order.subList(0, 4)).containsExactly("flood0", "other0", "flood1", "other1");
    }

    @Test
    void aFloodOfOneTenantNeverTakesTheLastPlaceToWait() {
        fill();
        var waiting = 0;
        while (admission.enter(normal(FLOOD)) instanceof Entry.Waiting) {
            waiting++;
        }
        assertThat(waiting).isBetween(7, 9);
        assertThat(admission.enter(normal(OTHER))).isInstanceOf(Entry.Waiting.class);
        assertThat(admission.enter(normal(UUID.randomUUID()))).isInstanceOf(Entry.Waiting.class);
    }

    @Test
    void theUrgentGoFirstAndNobodyStarves() {
        fill();
        for (var i = 0; i < 2; i++) {
            wait("low" + i, new Applicant(FLOOD, Priority.LOW));
        }
        wait("normal", normal(FLOOD));
        for (var i = 0; i < 5; i++) {
            wait("high" + i, new Applicant(FLOOD, Priority.HIGH));
        }
        leave(12);
        assertThat(order)
                .startsWith("high0", "high1", "high2", "normal", "high3", "high4")
                .hasSize(8);
    }

    @Test
    void theLeastUrgentAreShedFirst() {
        fill();
        for (var i = 0; i < 8; i++) {
            wait("normal", normal(UUID.randomUUID()));
        }
        assertThat(admission.enter(new Applicant(OTHER, Priority.LOW))).isInstanceOf(Entry.Shed.class);
        for (var i = 0; i < 6; i++) {
            wait("normal", normal(UUID.randomUUID()));
        }
        assertThat(admission.enter(normal(OTHER))).isInstanceOf(Entry.Shed.class);
        assertThat(admission.enter(new Applicant(OTHER, Priority.HIGH))).isInstanceOf(Entry.Waiting.class);
        assertThat(admission.shedOf(Priority.LOW)).isEqualTo(1);
        assertThat(admission.shedOf(Priority.NORMAL)).isEqualTo(1);
        assertThat(admission.shedOf(Priority.HIGH)).isZero();
    }

    @Test
    void aQuarterOfThePlacesIsKeptFromThoseInNoHurry() {
        for (var i = 0; i < 3; i++) {
            assertThat(admission.enter(new Applicant(FLOOD, Priority.LOW))).isEqualTo(Entry.Admitted.NOW);
        }
        wait("low", new Applicant(FLOOD, Priority.LOW));
        assertThat(admission.enter(normal(OTHER))).isEqualTo(Entry.Admitted.NOW);
        admission.leave();
        assertThat(order).isEmpty();
        admission.leave();
        assertThat(order).containsExactly("low");
    }

    @Test
    void whoGivesUpWaitsNoLongerAndWhoIsLateHasItsPlace() {
        fill();
        var first = (Entry.Waiting) admission.enter(normal(FLOOD));
        var second = (Entry.Waiting) admission.enter(normal(FLOOD));
        assertThat(first.waiter().giveUp()).isTrue();
        assertThat(first.waiter().giveUp()).isFalse();
        assertThat(admission.waiting()).isEqualTo(1);
        admission.leave();
        assertThat(second.waiter().turn()).isDone();
        assertThat(second.waiter().giveUp()).isFalse();
        assertThat(first.waiter().turn()).isNotDone();
        assertThat(admission.underWay()).isEqualTo(4);
    }

    @Test
    void tellsTheLessUrgentToComeBackLater() {
        assertThat(admission.shed(Priority.HIGH).retryAfter())
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(999));
        assertThat(admission.shed(Priority.LOW).retryAfter())
                .isBetween(Duration.ofMillis(1500), Duration.ofMillis(2999));
    }

    private static Applicant normal(UUID tenant) {
        return new Applicant(tenant, Priority.NORMAL);
    }

    private void fill() {
        for (var i = 0; i < limit.get(); i++) {
            assertThat(admission.enter(normal(FLOOD))).isEqualTo(Entry.Admitted.NOW);
        }
    }

    private void wait(String name, Applicant who) {
        var waiting = (Entry.Waiting) admission.enter(who);
        var unused = waiting.waiter().turn().thenRun(() -> order.add(name));
    }

    private void leave(int times) {
        for (var i = 0; i < times; i++) {
            admission.leave();
        }
    }
}
