package io.focusforge.orchestrator.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void keepsTheTimeOfDayWhenTheClockChanges() {
        assertThat(times("FREQ=DAILY", "2030-03-29T09:00", 3))
                .containsExactly("2030-03-30T08:00:00Z", "2030-03-31T07:00:00Z", "2030-04-01T07:00:00Z");
    }

    @Test
    void movesATimeThatDoesNotExistAndTakesTheFirstOfTwo() {
        assertThat(times("FREQ=DAILY", "2030-03-30T02:30", 1)).containsExactly("2030-03-31T01:30:00Z");
        assertThat(times("FREQ=DAILY", "2030-10-26T02:30", 1)).containsExactly("2030-10-27T00:30:00Z");
    }

    @Test
    void endsWhenItsRuleSaysSo() {
        assertThat(times("FREQ=WEEKLY;COUNT=3", "2030-01-07T09:00", 9)).hasSize(2);
        assertThat(times("FREQ=WEEKLY;UNTIL=20300121T080000Z", "2030-01-07T09:00", 9))
                .containsExactly("2030-01-14T08:00:00Z", "2030-01-21T08:00:00Z");
        assertThat(times("FREQ=WEEKLY;UNTIL=20300121T075959Z", "2030-01-07T09:00", 9))
                .hasSize(1);
        assertThat(times("FREQ=WEEKLY;UNTIL=20300121", "2030-01-07T09:00", 9)).hasSize(2);
    }

    @Test
    void leavesOutWhatIsSkipped() {
        var skipped = Instant.parse("2030-01-08T08:00:00Z");
        var start = LocalDateTime.parse("2030-01-07T09:00");
        assertThat(Rule.of("FREQ=DAILY", start, BERLIN).next(start.atZone(BERLIN), Set.of(skipped), 1))
                .extracting(ZonedDateTime::toInstant)
                .containsExactly(Instant.parse("2030-01-09T08:00:00Z"));
    }

    @Test
    void knowsDaysOfTheMonth() {
        assertThat(times("FREQ=MONTHLY;BYDAY=-1FR", "2030-01-25T17:00", 2))
                .containsExactly("2030-02-22T16:00:00Z", "2030-03-29T16:00:00Z");
    }

    @Test
    void isQuickFarBehindItsStart() {
        var start = LocalDateTime.parse("1990-01-01T09:00");
        var after = ZonedDateTime.parse("2030-01-01T12:00:00Z");
        assertThat(Rule.of("FREQ=DAILY;INTERVAL=3", start, BERLIN).next(after, Set.of(), 1))
                .hasSize(1);
        assertThat(Rule.of("FREQ=DAILY;COUNT=20000", start, BERLIN).next(after, Set.of(), 1))
                .hasSize(1);
    }

    @ParameterizedTest
    @Timeout(10)
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
                "FREQ=YEARLY;INTERVAL=1000",
                "FREQ=DAILY;COUNT=1",
                "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4"
            })
    void findsNothingWithoutEndlessSearch(String rule) {
        assertThat(times(rule, "2030-01-07T09:00", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FREQ=HOURLY",
                "FREQ=SECONDLY;INTERVAL=1",
                "BYDAY=MO",
                "FREQ=DAILY;COUNT=0",
                "every day",
                "FREQ=DAILY;COUNT=2;UNTIL=20300101",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=DAILY;INTERVAL=0"
            })
    void refusesWhatIsNoRule(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(rule, LocalDateTime.parse("2030-01-07T09:00"), BERLIN));
    }

    private static List<String> times(String rule, String start, int count) {
        var first = LocalDateTime.parse(start);
        return Rule.of(rule, first, BERLIN).next(first.atZone(BERLIN), Set.of(), count).stream()
                .map(time -> time.toInstant().toString())
                .toList();
    }
}
