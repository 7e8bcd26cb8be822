package io.focusforge.memory.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ProblemException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;

/** The values of conditions, as the database takes them. */
final class Values {
    private static final int LONGEST = 1000;
    private static final int MOST = 100;
    private static final int LAST_YEAR = 9999;

    private Values() {}

    static Object read(Kind kind, Operator operator, JsonNode value, String place) {
        return switch (operator) {
            case EXISTS -> truth(value, place);
            case IN -> list(kind, value, place);
            case EQ, GTE, GT, LTE, LT -> one(kind, value, place);
        };
    }

    private static List<Object> list(Kind kind, JsonNode value, String place) {
        if (!value.isArray() || value.isEmpty() || value.size() > MOST) {
            throw ProblemException.invalid(place, "must be a list of 1 to %d values".formatted(MOST));
        }
        return IntStream.range(0, value.size())
                .mapToObj(i -> one(kind, value.get(i), "%s[%d]".formatted(place, i)))
                .toList();
    }

    private static Object one(Kind kind, JsonNode value, String place) {
        return switch (kind) {
            case TEXT, TEXTS -> text(value, place);
            case TIME -> time(value, place);
            case NUMBER -> number(value, place);
            case SCALAR -> scalar(value, place);
        };
    }

    private static Boolean truth(JsonNode value, String place) {
        if (!value.isBoolean()) {
            throw ProblemException.invalid(place, "must be true or false");
        }
        return value.booleanValue();
    }

    private static String text(JsonNode value, String place) {
        if (!value.isTextual()) {
            throw ProblemException.invalid(place, "must be a string");
        }
        var text = value.textValue();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw ProblemException.invalid(place, "must be at most %d characters, without NUL".formatted(LONGEST));
        }
        return text;
    }

    private static OffsetDateTime time(JsonNode value, String place) {
        try {
            var time = OffsetDateTime.parse(text(value, place));
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException e) {
            throw ProblemException.invalid(place, "must be a time such as 2026-11-05T12:00:00Z");
        }
        throw ProblemException.invalid(place, "must be in the years 0 to " + LAST_YEAR);
    }

    private static Double number(JsonNode value, String place) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw ProblemException.invalid(place, "must be a number");
        }
        return value.doubleValue();
    }

    private static Object scalar(JsonNode value, String place) {
        return switch (value.getNodeType()) {
            case STRING -> text(value, place);
            case BOOLEAN -> value.booleanValue();
            case NUMBER ->
                value.canConvertToLong() && value.isIntegralNumber() ? value.longValue() : number(value, place);
            default -> throw ProblemException.invalid(place, "must be a string, a number or a boolean");
        };
    }
}
