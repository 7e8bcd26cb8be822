package io.focusforge.orchestrator.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.appointment.CalendarContent.Reason;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarReaderTest {
    private static final Instant FROM = Instant.parse("2030-03-28T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-03-30T00:00:00Z");

    private static CalendarContent read(String... events) {
        return CalendarReader.read(file(events), TimeZone.getTimeZone("Europe/Lisbon"), FROM, TO);
    }

    private static String file(String... events) {
        var all = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n");
        for (var event : events) {
            all.append("BEGIN:VEVENT\n").append(event.replace("; ", "\n")).append("\nEND:VEVENT\n");
        }
        return all.append("END:VCALENDAR\n").toString().replace("\n", "\r\n");
    }

    private static List<String> starts(CalendarContent content) {
        return content.occurrences().stream()
                .map(one -> one.appointment().start().toString())
                .toList();
    }

    @Test
    void readsTimesInTheirZonesAndWholeDaysInThatOfTheCaller() {
        var content = read(
                "UID:1; SUMMARY:Dentist\\, again; DTSTART:20300401T070000Z; DTEND:20300401T080000Z",
                "UID:2; DTSTART;TZID=Europe/Berlin:20300401T090000; DURATION:PT30M",
                "UID:3; DTSTART:20300401T090000; DTEND:20300401T100000",
                "UID:4; DTSTART;VALUE=DATE:20300331; DTEND;VALUE=DATE:20300402");
        assertThat(starts(content))
                .containsExactly(
                        "2030-04-01T07:00:00Z", "2030-04-01T07:00:00Z", "2030-04-01T08:00:00Z", "2030-03-31T00:00:00Z");
        var first = content.occurrences().getFirst().appointment();
        assertThat(first.title()).isEqualTo("Dentist, again");
        var days = content.occurrences().getLast().appointment();
        assertThat(days.end()).as("the clocks are put forward").isEqualTo("2030-04-01T23:00:00Z");
    }

    @Test
    void comesAgainAtTheSameHourInSummerAndWinterButForWhatIsLeftOutOrMoved() {
        var weekly = "UID:w; DTSTART;TZID=Europe/Berlin:20200106T090000; DTEND;TZID=Europe/Berlin:20200106T100000; "
                + "RRULE:FREQ=WEEKLY;UNTIL=20300415T070000Z; EXDATE;TZID=Europe/Berlin:20300408T090000";
        var moved =
                "UID:w; RECURRENCE-ID;TZID=Europe/Berlin:20300415T090000; DTSTART;TZID=Europe/Berlin:20300416T110000; "
                        + "DTEND;TZID=Europe/Berlin:20300416T120000";
        var extra = "UID:x; DTSTART:20300402T120000Z; DURATION:PT1H; RDATE:20300403T120000Z";
        var content = read(moved, weekly, extra);
        assertThat(starts(content))
                .containsExactlyInAnyOrder(
                        "2030-04-01T07:00:00Z", "2030-04-16T09:00:00Z", "2030-04-02T12:00:00Z", "2030-04-03T12:00:00Z");
        var again = read(weekly, extra);
        assertThat(again.occurrences())
                .as("a time that is moved keeps its id")
                .extracting(one -> one.appointment().id())
                .containsExactlyInAnyOrderElementsOf(content.occurrences().stream()
                        .map(one -> one.appointment().id())
                        .toList());
    }

    @Test
    void knowsTheZonesThatAFileDeclares() {
        var zone = """
                BEGIN:VTIMEZONE
                TZID:Ours
                BEGIN:STANDARD
                DTSTART:19700101T000000
                TZOFFSETFROM:+0530
                TZOFFSETTO:+0530
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT""".replace("\n", "\r\n");
        var text = file("UID:1; DTSTART;TZID=Ours:20300401T090000; DURATION:PT1H; RRULE:FREQ=DAILY;COUNT=2")
                .replace("BEGIN:VEVENT", zone);
        var content = CalendarReader.read(text, TimeZone.getTimeZone("UTC"), FROM, TO);
        assertThat(starts(content)).containsExactly("2030-04-01T03:30:00Z", "2030-04-02T03:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUMMARY:none; DTSTART:20300401T070000Z | INCOMPLETE",
                "UID:1; SUMMARY:never | INCOMPLETE",
                "UID:1; DTSTART:soon | INCOMPLETE",
                "UID:1; DTSTART:20300401T070000Z; DURATION:PT1H; STATUS:CANCELLED | CANCELLED",
                "UID:1; DTSTART:20300401T070000Z; DURATION:PT1H; TRANSP:TRANSPARENT | FREE",
                "UID:1; DTSTART:20300401T070000Z | FREE",
                "UID:1; DTSTART:20300401T070000Z; DTEND:20300401T060000Z | FREE",
                "UID:1; DTSTART:20290401T070000Z; DURATION:PT1H | OUT_OF_SIGHT",
                "UID:1; DTSTART:20290401T070000Z; DURATION:PT1H; RRULE:FREQ=YEARLY;COUNT=1 | OUT_OF_SIGHT",
                "UID:1; DTSTART:20300401T070000Z; DURATION:P32D | TOO_LONG",
                "UID:1; DTSTART:20300401T070000Z; DURATION:PT1S; RRULE:FREQ=SECONDLY | TOO_OFTEN",
            })
    void saysWhyAnEntryIsNotTaken(String event, Reason reason) {
        var content = read(event);
        assertThat(content.occurrences()).isEmpty();
        assertThat(content.skipped())
                .extracting(CalendarContent.Skipped::reason)
                .containsExactly(reason);
    }

    @Test
    void ofARuleWithoutTimesNothingComes() {
        var content = read("UID:1; DTSTART:20300401T070000Z; DURATION:PT1H; RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
        assertThat(starts(content)).isSubsetOf("2030-04-01T07:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"title\": \"x\"}", "BEGIN:VCARD\r\nEND:VCARD\r\n"})
    void refusesWhatIsNoCalendar(String text) {
        assertThatThrownBy(() -> CalendarReader.read(text, TimeZone.getTimeZone("UTC"), FROM, TO))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesMoreThanACalendarHolds() {
        var many = IntStream.rangeClosed(0, CalendarReader.MOST_ENTRIES)
                .mapToObj(number -> "UID:" + number)
                .toArray(String[]::new);
        assertThatThrownBy(() -> read(many)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read(
                        "UID:1; DTSTART:20300401T070000Z; DURATION:PT1S; RRULE:FREQ=DAILY;BYMINUTE=0,1,2,3,4,5,6,7,8,9;"
                                + "BYSECOND=0,10,20,30,40,50"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("5000");
    }
}
