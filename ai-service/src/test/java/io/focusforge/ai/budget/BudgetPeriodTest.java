package io.focusforge.ai.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPeriodTest {
    @ParameterizedTest
    @CsvSource({
        // the day on which summer time ends has 25 hours
        "DAY, Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "DAY, UTC, 2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z",
        "DAY, Asia/Kathmandu, 2026-11-21T18:14:59Z, 2026-11-20T18:15:00Z, 2026-11-21T18:15:00Z",
        "WEEK, UTC, 2026-11-22T23:59:59Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
        "MONTH, America/New_York, 2026-03-01T04:59:59Z, 2026-02-01T05:00:00Z, 2026-03-01T05:00:00Z",
    })
    void followsTheCalendarOfItsTimeZone(BudgetPeriod period, ZoneId zone, Instant at, Instant from, Instant until) {
        assertThat(period.window(at, zone)).isEqualTo(new Window(from, until));
    }
}
