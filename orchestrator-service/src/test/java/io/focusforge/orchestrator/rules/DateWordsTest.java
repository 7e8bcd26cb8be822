package io.focusforge.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateWordsTest {
    /** A Monday. */
    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");

    @ParameterizedTest
    @CsvSource({
        "Collect numbers by Thursday, 2026-11-05",
        "on monday, 2026-11-02",
        "next Monday, 2026-11-09",
        "send it TODAY, 2026-11-02",
        "before tomorrow, 2026-11-03",
        "in 3 days, 2026-11-05",
        "in 2 weeks, 2026-11-16",
        "by end of week, 2026-11-06",
        "by the end of the month, 2026-11-30",
        "due 2026-12-24, 2026-12-24"
    })
    void findsTheDayThatATextNames(String text, LocalDate day) {
        assertThat(DateWords.day(text, TODAY)).contains(day);
    }

    @ParameterizedTest
    @CsvSource({"Write the report", "Fridays are fine", "2026-13-77", "in 3 steps"})
    void findsNoneWhereThereIsNone(String text) {
        assertThat(DateWords.day(text, TODAY)).isEqualTo(Optional.empty());
    }

    @Test
    void takesTheDayOutOfATitle() {
        assertThat(DateWords.without("Collect numbers from finance by Thursday"))
                .isEqualTo("Collect numbers from finance");
    }
}
