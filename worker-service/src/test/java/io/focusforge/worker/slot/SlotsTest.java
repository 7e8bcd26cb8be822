package io.focusforge.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final UUID LARGE = UUID.randomUUID();

    private final AtomicInteger freed = new AtomicInteger();
    private final Slots slots = new Slots(new QueueSlots("ai", 16), freed::incrementAndGet);

    @Test
    void keepsAnEighthForTenantsOfWhichNothingRuns() {
        assertThat(slots.take(100)).isEqualTo(14);
        assertThat(slots.take(1)).isZero();
        assertThat(slots.takeFirst()).isTrue();
        assertThat(slots.takeFirst()).isTrue();
        assertThat(slots.takeFirst()).isFalse();
    }

    @Test
    void keepsNoneOfAHandful() {
        assertThat(new Slots(new QueueSlots("ai", 7), () -> {}).take(100)).isEqualTo(7);
    }

    @Test
    void returnsFirstWhatWasLentOfTheKept() {
        slots.take(14);
        slots.takeFirst();
        slots.putBack(1);
        assertThat(slots.take(1)).isZero();
        slots.putBack(3);
        assertThat(slots.take(100)).isEqualTo(3);
        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void knowsOfWhomSomethingRuns() {
        slots.take(2);
        slots.begin(LARGE);
        slots.begin(LARGE);
        slots.end(LARGE);
        assertThat(slots.runs(LARGE)).isTrue();
        slots.end(LARGE);
        assertThat(slots.runs(LARGE)).isFalse();
        assertThat(freed).hasValue(2);
        assertThat(slots.free()).isEqualTo(16);
    }

    @Test
    void waitsForManyAtOnceOrTakesNone() {
        slots.take(10);
        assertThat(slots.await(5, Duration.ofMillis(5))).isZero();
        assertThat(slots.await(4, Duration.ofMillis(5))).isEqualTo(4);
    }

    @Test
    void doesNotWaitForMoreThanHalfOfAll() {
        slots.take(4);
        assertThat(slots.await(100, Duration.ofSeconds(5))).isEqualTo(8);
    }
}
