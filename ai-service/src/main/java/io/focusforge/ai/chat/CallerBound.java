package io.focusforge.ai.chat;

import io.focusforge.common.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Pattern;

/** The header with which a caller says how long it waits. */
public final class CallerBound {
    public static final String HEADER = "x-focusforge-timeout-ms";
    private static final Pattern MILLIS = Pattern.compile("[1-9]\\d{0,7}");

    private CallerBound() {}

    /** @return null for null */
    public static Duration parse(String header) {
        if (header == null) {
            return null;
        }
        if (!MILLIS.matcher(header).matches()) {
            throw ProblemException.invalid(HEADER, "must be a number of milliseconds from 1 to 99999999");
        }
        return Duration.ofMillis(Long.parseLong(header));
    }
}
