package io.focusforge.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueTest {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Cron HOURLY = new Cron("0 * * * *", ZoneId.of("UTC"));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Due due(Timing timing, Instant now, CatchUp catchUp) {
        return Due.of(timing, NOON, now, catchUp, GRACE);
    }

    private static Instant hour(int hour) {
        return NOON.plus(Duration.ofHours(hour - 12));
    }

    @ParameterizedTest
    @EnumSource
    void firesATimeThatIsNotLate(CatchUp catchUp) {
        var due = due(HOURLY, NOON.plusSeconds(59), catchUp);
        assertThat(due.fires()).containsExactly(NOON);
        assertThat(due.missed()).isNull();
        assertThat(due.next()).hasValue(hour(13));
    }

    @Test
    void skipsWhatPassedInAnOutage() {
        var due = due(HOURLY, hour(15).plusSeconds(600), CatchUp.SKIP);
        assertThat(due.fires()).isEmpty();
        assertThat(due.missed()).isEqualTo(new Due.Missed(NOON, 4, false));
        assertThat(due.next()).hasValue(hour(16));
    }

    @Test
    void catchesUpWithOne() {
        var due = due(HOURLY, hour(15).plusSeconds(600), CatchUp.ONE);
        assertThat(due.fires()).containsExactly(NOON);
        assertThat(due.missed()).isEqualTo(new Due.Missed(hour(13), 3, false));
        assertThat(due.next()).hasValue(hour(16));
    }

    @Test
    void needsNoOtherWhereOneFiresAnyway() {
        var due = due(HOURLY, hour(15).plusSeconds(10), CatchUp.ONE);
        assertThat(due.fires()).containsExactly(hour(15));
        assertThat(due.missed()).isEqualTo(new Due.Missed(NOON, 3, false));
    }

    @Test
    void catchesUpWithAll() {
        var due = due(HOURLY, hour(15).plusSeconds(10), CatchUp.ALL);
        assertThat(due.fires()).containsExactly(NOON, hour(13), hour(14), hour(15));
        assertThat(due.missed()).isNull();
    }

    @Test
    void catchesUpWithSoManyOnlyAndTellsOfTheOthers() {
        var due = due(new Interval(Duration.ofSeconds(1), NOON.minusSeconds(1)), NOON.plusSeconds(1_499), CatchUp.ALL);
        assertThat(due.fires()).hasSize(1_000).startsWith(NOON).endsWith(NOON.plusSeconds(999));
        assertThat(due.missed()).isEqualTo(new Due.Missed(NOON.plusSeconds(1_000), 500, false));
        assertThat(due.next()).hasValue(NOON.plusSeconds(1_500));
    }

    @ParameterizedTest
    @EnumSource
    void doesNotCountForEver(CatchUp catchUp) {
        var everySecond = new Interval(Duration.ofSeconds(1), NOON.minusSeconds(1));
        var due = due(everySecond, NOON.plus(Duration.ofDays(300)), catchUp);
        assertThat(due.fires()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(due.missed().more()).isTrue();
        assertThat(due.missed().times()).isLessThanOrEqualTo(Due.COUNTED);
    }

    @Test
    void intervalsKeepTheirTimesHoweverLateOneFires() {
        var interval = new Interval(Duration.ofMinutes(7), NOON);
        assertThat(interval.after(NOON)).hasValue(NOON.plus(Duration.ofMinutes(7)));
        assertThat(interval.after(NOON.plusSeconds(500))).hasValue(NOON.plus(Duration.ofMinutes(14)));
        assertThat(interval.after(NOON.minusSeconds(5))).hasValue(NOON.plus(Duration.ofMinutes(7)));
    }
}
