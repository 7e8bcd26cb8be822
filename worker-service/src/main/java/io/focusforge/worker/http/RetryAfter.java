package io.focusforge.worker.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the header {@code Retry-After}, which holds seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** @return zero for what is absent, past or unreadable */
    static Duration parse(String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return Duration.ZERO;
        }
        var text = header.strip();
        if (text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            var left = Duration.between(clock.instant(), date.toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
