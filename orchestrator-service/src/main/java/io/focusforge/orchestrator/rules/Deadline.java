package io.focusforge.orchestrator.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The earliest day by which a text, or its due date, wants something; {@code left} is negative when that is over. Days are those of
 * UTC.
 */
record Deadline(Optional<Instant> at, Duration left) {
    private static final LocalTime END_OF_DAY = LocalTime.of(17, 0);

    static Deadline of(RuleText text, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var named = DateWords.day(text.all(), today).map(day -> endOf(day));
        var at = earlier(named, Optional.ofNullable(text.dueAt()));
        return new Deadline(
                at, at.map(instant -> Duration.between(now, instant)).orElse(Duration.ZERO));
    }

    static Instant endOf(LocalDate day) {
        return day.atTime(END_OF_DAY).toInstant(ZoneOffset.UTC);
    }

    boolean isWithin(Duration time) {
        return at.isPresent() && left.compareTo(time) <= 0;
    }

    boolean isOver() {
        return at.isPresent() && left.isNegative();
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return a.get().isBefore(b.get()) ? a : b;
    }
}
