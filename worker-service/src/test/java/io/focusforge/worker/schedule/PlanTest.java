package io.focusforge.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Fire OLDEST = Fire.waiting(NOON.minusSeconds(60), false);
    private static final Plan.Before IDLE = new Plan.Before(false, Optional.empty());
    private static final Plan.Before BUSY = new Plan.Before(true, Optional.empty());

    private static Instant time(int number) {
        return NOON.plusSeconds(number);
    }

    private static Look look(Overlap overlap, int waiting, int due) {
        var when = new When(null, null, Duration.ofSeconds(1), NOON.minusSeconds(1));
        var progress = new Progress(NOON, null, UUID.randomUUID(), waiting, Progress.Tally.NOTHING);
        var schedule = new Schedule(
                new ScheduleKey(UUID.randomUUID(), UUID.randomUUID()),
                UUID.randomUUID(),
                new Spec(null, when, CatchUp.ALL, overlap, "{}"),
                progress,
                NOON,
                NOON);
        var fires = IntStream.range(0, due)
                .mapToObj(number -> Fire.waiting(time(number), false))
                .toList();
        return new Look(schedule, fires, null, time(due));
    }

    private static Optional<Instant> started(Plan plan) {
        return plan.start().map(Fire::dueAt);
    }

    @Test
    void skippingStartsTheFirstUnlessAJobRuns() {
        var idle = Plan.of(look(Overlap.SKIP, 0, 3), IDLE);
        assertThat(started(idle)).hasValue(time(0));
        assertThat(idle.skipped()).containsExactly(time(1), time(2));

        var busy = Plan.of(look(Overlap.SKIP, 0, 3), BUSY);
        assertThat(started(busy)).isEmpty();
        assertThat(busy.skipped()).hasSize(3);
        assertThat(busy.progress(null).tally().skipped()).isEqualTo(3);
        assertThat(busy.progress(null).tally().lastSkippedAt()).isEqualTo(time(2));
    }

    @Test
    void replacingStartsTheNewest() {
        var plan = Plan.of(look(Overlap.REPLACE, 0, 3), BUSY);
        assertThat(started(plan)).hasValue(time(2));
        assertThat(plan.replaces()).isTrue();
        assertThat(plan.skipped()).containsExactly(time(0), time(1));
        assertThat(Plan.of(look(Overlap.REPLACE, 0, 1), IDLE).replaces()).isFalse();
    }

    @Test
    void queueingStartsOneAndLetsTheOthersWait() {
        var plan = Plan.of(look(Overlap.QUEUE, 0, 3), IDLE);
        assertThat(started(plan)).hasValue(time(0));
        assertThat(plan.waiting()).hasSize(2);
        assertThat(plan.progress(UUID.randomUUID()).waiting()).isEqualTo(2);
    }

    @Test
    void queueingStartsTheOldestThatWaitsWhenTheJobHasEnded() {
        var plan = Plan.of(look(Overlap.QUEUE, 2, 1), new Plan.Before(false, Optional.of(OLDEST)));
        assertThat(plan.start()).hasValue(OLDEST);
        assertThat(plan.released()).isTrue();
        assertThat(plan.waiting()).hasSize(1);
        assertThat(plan.progress(UUID.randomUUID()).waiting()).isEqualTo(2);
    }

    @Test
    void queueingKeepsNoMoreThanAThousand() {
        var plan = Plan.of(look(Overlap.QUEUE, 999, 3), new Plan.Before(true, Optional.of(OLDEST)));
        assertThat(started(plan)).isEmpty();
        assertThat(plan.waiting()).hasSize(1);
        assertThat(plan.skipped()).containsExactly(time(1), time(2));
        assertThat(plan.progress(null).waiting()).isEqualTo(1_000);
    }

    @Test
    void looksAgainSoonWhileFiresWait() {
        var progress = look(Overlap.QUEUE, 1, 0).schedule().progress();
        assertThat(progress.lookAt(NOON.minusSeconds(30), Duration.ofSeconds(1)))
                .isEqualTo(NOON.minusSeconds(29));
        assertThat(progress.lookAt(NOON.minusSeconds(30), Duration.ofMinutes(1)))
                .isEqualTo(NOON);
        assertThat(progress.paused(NOON).lookAt(NOON, Duration.ofSeconds(1))).isNull();
    }
}
