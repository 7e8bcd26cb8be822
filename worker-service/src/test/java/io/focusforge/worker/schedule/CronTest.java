package io.focusforge.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    /** As the wall clock shows them, with the offset. */
    private static List<String> times(String cron, String zone, String from, int count) {
        var where = ZoneId.of(zone);
        var timing = new Cron(cron, where);
        var start = LocalDateTime.parse(from).atZone(where).toInstant();
        return Stream.iterate(timing.after(start), Optional::isPresent, time -> timing.after(time.get()))
                .limit(count)
                .map(time -> shown(time.get(), where))
                .toList();
    }

    private static String shown(Instant time, ZoneId zone) {
        var there = ZonedDateTime.ofInstant(time, zone);
        return there.toLocalDateTime() + there.getOffset().getId();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 2 * * *        | UTC           | 2026-11-21T16:00 | 2026-11-22T02:00Z, 2026-11-23T02:00Z
            */20 9-10 * * 1-5 | Europe/Berlin | 2026-11-20T09:40 | 2026-11-20T10:00+01:00, 2026-11-20T10:20+01:00, 2026-11-20T10:40+01:00, 2026-11-23T09:00+01:00
            0 0 13 * FRI     | UTC           | 2026-11-10T00:00 | 2026-11-13T00:00Z, 2026-11-20T00:00Z, 2026-11-27T00:00Z, 2026-12-04T00:00Z
            0 0 * * SUN      | UTC           | 2026-11-21T00:00 | 2026-11-22T00:00Z, 2026-11-29T00:00Z
            0 0 * * 7        | UTC           | 2026-11-21T00:00 | 2026-11-22T00:00Z, 2026-11-29T00:00Z
            0 0 29 2 *       | UTC           | 2026-11-21T00:00 | 2028-02-29T00:00Z, 2032-02-29T00:00Z
            0 0 31 jan,apr,oct * | UTC       | 2026-11-21T00:00 | 2027-01-31T00:00Z, 2027-10-31T00:00Z
            30 59 23 31 12 * | UTC           | 2026-11-21T00:00 | 2026-12-31T23:59:30Z, 2027-12-31T23:59:30Z
            */30 * * * * *   | UTC           | 2026-11-21T16:00 | 2026-11-21T16:00:30Z, 2026-11-21T16:01Z""")
    void firesAtTheTimesOfFiveOrSixFields(String cron, String zone, String from, String expected) {
        var wanted = Arrays.asList(expected.split(", "));
        assertThat(times(cron, zone, from, wanted.size())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *       | Europe/Berlin       | 2026-03-28T02:30 | 2026-03-29T03:00+02:00, 2026-03-30T02:30+02:00
            30 2 * * *       | America/New_York    | 2026-03-07T02:30 | 2026-03-08T03:00-04:00, 2026-03-09T02:30-04:00
            15 2 * * *       | Australia/Lord_Howe | 2026-10-03T02:15 | 2026-10-04T02:30+11:00, 2026-10-05T02:15+11:00
            30 2 * * *       | Asia/Kolkata        | 2026-03-28T02:30 | 2026-03-29T02:30+05:30, 2026-03-30T02:30+05:30
            */20 2 * * *     | Europe/Berlin       | 2026-03-28T02:40 | 2026-03-29T03:00+02:00, 2026-03-30T02:00+02:00
            0,30 2-3 * * *   | Europe/Berlin       | 2026-03-28T03:30 | 2026-03-29T03:00+02:00, 2026-03-29T03:30+02:00, 2026-03-30T02:00+02:00
            30 * * * *       | Europe/Berlin       | 2026-03-29T00:30 | 2026-03-29T01:30+01:00, 2026-03-29T03:00+02:00, 2026-03-29T03:30+02:00
            0 0 30 12 *      | Pacific/Apia        | 2011-12-01T00:00 | 2011-12-31T00:00+14:00, 2012-12-30T00:00+14:00""")
    void aTimeThatTheClockJumpsOverFiresOnceAtTheJump(String cron, String zone, String from, String expected) {
        firesAtTheTimesOfFiveOrSixFields(cron, zone, from, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *       | Europe/Berlin       | 2026-10-24T02:30 | 2026-10-25T02:30+02:00, 2026-10-26T02:30+01:00
            30 1 * * *       | America/New_York    | 2026-10-31T01:30 | 2026-11-01T01:30-04:00, 2026-11-02T01:30-05:00
            45 1 * * *       | Australia/Lord_Howe | 2026-04-04T01:45 | 2026-04-05T01:45+11:00, 2026-04-06T01:45+10:30
            */30 0-5 * * *   | Europe/Berlin       | 2026-10-25T01:30 | 2026-10-25T02:00+02:00, 2026-10-25T02:30+02:00, 2026-10-25T03:00+01:00
            0 3 * * *        | Europe/Berlin       | 2026-10-25T01:30 | 2026-10-25T03:00+01:00, 2026-10-26T03:00+01:00""")
    void aTimeThatComesTwiceFiresOnce(String cron, String zone, String from, String expected) {
        firesAtTheTimesOfFiveOrSixFields(cron, zone, from, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 * * * *        | Europe/Berlin       | 2026-10-25T00:30 | 2026-10-25T01:00+02:00, 2026-10-25T02:00+02:00, 2026-10-25T02:00+01:00, 2026-10-25T03:00+01:00
            */30 * * * *     | America/New_York    | 2026-11-01T00:30 | 2026-11-01T01:00-04:00, 2026-11-01T01:30-04:00, 2026-11-01T01:00-05:00, 2026-11-01T01:30-05:00, 2026-11-01T02:00-05:00
            45 * * * *       | Australia/Lord_Howe | 2026-04-05T00:50 | 2026-04-05T01:45+11:00, 2026-04-05T01:45+10:30, 2026-04-05T02:45+10:30
            15 * * * *       | Australia/Lord_Howe | 2026-04-05T00:50 | 2026-04-05T01:15+11:00, 2026-04-05T02:15+10:30
            10 * 26 10 *     | Europe/Berlin       | 2026-10-20T00:00 | 2026-10-26T00:10+01:00, 2026-10-26T01:10+01:00""")
    void whatFiresEveryHourGoesOnWhenTheClockIsSetBack(String cron, String zone, String from, String expected) {
        firesAtTheTimesOfFiveOrSixFields(cron, zone, from, expected);
    }

    @Test
    void asksForTheTimeAfterOneInTheHourThatComesTwice() {
        var berlin = ZoneId.of("Europe/Berlin");
        var second = Instant.parse("2026-10-25T01:10:00Z");
        assertThat(new Cron("30 2 * * *", berlin).after(second)).hasValue(Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(new Cron("30 * * * *", berlin).after(second)).hasValue(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "-1 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "0 22-2 * * *",
                "0 1,5-3 * * *",
                "50-10/5 * * * *",
                "0 0 * * SAT-MON",
                "@daily x x x x",
                "0 0 L * *",
                "0 0 * * 1#2",
                "0 0 ? * *",
                "\0 * * * *"
            })
    void refusesWhatIsNoExpression(String text) {
        assertThatThrownBy(() -> new Cron(text, ZoneId.of("UTC")))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("cron: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *"})
    void knowsWhatNeverFires(String cron) {
        assertThat(new Cron(cron, ZoneId.of("Europe/Berlin")).after(Instant.parse("2026-11-21T16:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 * * 5-7", "0 0 * * FRI-SUN", "0 0 * * 0-2"})
    void takesRangesOfWeekdays(String cron) {
        assertThat(times(cron, "UTC", "2026-11-16T00:00", 3)).hasSize(3);
    }
}
