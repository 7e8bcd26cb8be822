package io.focusforge.ai.provider;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Reads the header {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date. */
final class RetryAfter {
    private static final Duration MOST = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** @return null when there is none, or none that can be read; an hour when it is more */
    static Duration parse(String header, Clock clock) {
        if (header == null) {
            return null;
        }
        var text = header.strip();
        var delay = SECONDS.matcher(text).matches() ? Duration.ofSeconds(Long.parseLong(text)) : until(text, clock);
        return delay != null && delay.compareTo(MOST) > 0 ? MOST : delay;
    }

    private static Duration until(String date, Clock clock) {
        try {
            var at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var delay = Duration.between(clock.instant(), at);
            return delay.isNegative() ? Duration.ZERO : delay;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
