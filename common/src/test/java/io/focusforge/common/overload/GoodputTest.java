package io.focusforge.common.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/**
 * A process of two cores under open load, in virtual time: each request is work of 1 ms until it is handed on, and of 2 ms after that; to send one away is
 * work too. Who gets no answer within half a second has gone.
 */
class GoodputTest {
    private static final int CORES = 2;
    private static final double OWN_MS = 1;
    private static final double REST_MS = 2;
    private static final double REFUSAL_MS = 0.1;
    private static final double PATIENCE_MS = 500;
    private static final double SATURATION_PER_MS = CORES / (OWN_MS + REST_MS);

    @Test
    void whatIsDoneAtTwiceTheSaturatingLoadIsHardlyLess() {
        var saturated = new Process(true).goodput(SATURATION_PER_MS);
        var overloaded = new Process(true).goodput(2 * SATURATION_PER_MS);
        assertThat(saturated).isGreaterThan(0.85 * SATURATION_PER_MS);
        assertThat(overloaded / saturated).isGreaterThan(0.9);
    }

    @Test
    void withoutALimitHardlyAnythingIsDoneInTime() {
        assertThat(new Process(false).goodput(2 * SATURATION_PER_MS)).isLessThan(0.2 * SATURATION_PER_MS);
    }

    private static final class Process {
        private static final double LENGTH_MS = 60_000;
        private static final double WARM_UP_MS = 10_000;

        private record Event(double at, Runnable action) {}

        private final Random random = new Random(7);
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
        private final Queue<Runnable> runnable = new ArrayDeque<>();
        private final Queue<Double> lengths = new ArrayDeque<>();
        private final UUID[] tenants = {UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()};
        private final GradientLimit limit;
        private final Admission admission;
        private double now;
        private int busy;
        private int good;

        Process(boolean limited) {
            limit = new GradientLimit(
                    new GradientLimit.Rule(64, 16, 2000, Duration.ofMillis(20)), () -> (long) (now * 1e6));
            IntSupplier most = limited ? limit : () -> Integer.MAX_VALUE;
            admission = new Admission(most, 1024, Duration.ofMillis(200));
        }

        /** Answers in time, in each millisecond. */
        double goodput(double load) {
            arrive(load);
            while (!events.isEmpty() && events.peek().at() < LENGTH_MS) {
                var next = events.poll();
                now = next.at();
                next.action().run();
            }
            return good / (LENGTH_MS - WARM_UP_MS);
        }

        private void arrive(double load) {
            events.add(new Event(now - Math.log(1 - random.nextDouble()) / load, () -> {
                come(now);
                arrive(load);
            }));
        }

        private void come(double came) {
            var who = new Applicant(tenants[random.nextInt(tenants.length)], Priority.NORMAL);
            switch (admission.enter(who)) {
                case Entry.Admitted admitted -> begin(came);
                case Entry.Shed shed -> work(REFUSAL_MS, () -> {});
                case Entry.Waiting(var waiter) -> {
                    var unused = waiter.turn().thenRun(() -> begin(came));
                    events.add(new Event(now + admission.maxWait().toMillis(), () -> {
                        if (waiter.giveUp()) {
                            work(REFUSAL_MS, () -> {});
                        }
                    }));
                }
            }
        }

        private void begin(double came) {
            var began = now;
            work(OWN_MS, () -> {
                limit.add((long) ((now - began) * 1e6), admission.underWay());
                admission.leave();
                work(REST_MS, () -> answered(came));
            });
        }

        private void answered(double came) {
            if (now > WARM_UP_MS && now - came <= PATIENCE_MS) {
                good++;
            }
        }

        private void work(double millis, Runnable then) {
            runnable.add(then);
            lengths.add(millis * (0.5 + random.nextDouble()));
            schedule();
        }

        private void schedule() {
            while (busy < CORES && !runnable.isEmpty()) {
                busy++;
                var then = runnable.poll();
                events.add(new Event(now + lengths.poll(), () -> {
                    busy--;
                    then.run();
                    schedule();
                }));
            }
        }
    }
}
