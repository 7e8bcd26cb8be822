package io.focusforge.ai.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;

/** What the value of a field must be. The parser stands at the value, and is left at its end. */
@FunctionalInterface
interface Rule {
    void check(String field, JsonParser json) throws IOException;

    /** {@code null} means the same as a field that is left out. */
    default Rule orNull() {
        return (field, json) -> {
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                check(field, json);
            }
        };
    }

    static Rule number(double least, double most) {
        var bounds = "must be from %s to %s".formatted(text(least), text(most));
        return (field, json) -> {
            require(json.currentToken().isNumeric(), field, "must be a number");
            var value = json.getDoubleValue();
            require(value >= least && value <= most, field, bounds);
        };
    }

    static Rule integer(long least, long most) {
        var bounds = "must be from %d to %d".formatted(least, most);
        return (field, json) -> {
            require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, field, "must be an integer");
            var value = json.getBigIntegerValue();
            var within = value.bitLength() < Long.SIZE && value.longValue() >= least && value.longValue() <= most;
            require(within, field, bounds);
        };
    }

    static Rule bool() {
        return (field, json) -> require(json.currentToken().isBoolean(), field, "must be true or false");
    }

    static Rule string() {
        return (field, json) -> require(json.currentToken() == JsonToken.VALUE_STRING, field, "must be a string");
    }

    static Rule string(int longest) {
        var bound = "may have %d characters".formatted(longest);
        return (field, json) -> {
            string().check(field, json);
            require(json.getTextLength() <= longest, field, bound);
        };
    }

    static Rule object() {
        return (field, json) -> {
            require(json.currentToken() == JsonToken.START_OBJECT, field, "must be an object");
            json.skipChildren();
        };
    }

    static Rule arrayOf(Rule element, int most) {
        var bound = "may hold %d elements".formatted(most);
        return (field, json) -> {
            require(json.currentToken() == JsonToken.START_ARRAY, field, "must be an array");
            for (var i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                require(i < most, field, bound);
                element.check(field + '[' + i + ']', json);
            }
        };
    }

    /** An object whose values are all alike. */
    static Rule mapOf(Rule value, int most) {
        var bound = "may hold %d members".formatted(most);
        return (field, json) -> {
            require(json.currentToken() == JsonToken.START_OBJECT, field, "must be an object");
            for (var i = 0; json.nextToken() != JsonToken.END_OBJECT; i++) {
                require(i < most, field, bound);
                var key = json.currentName();
                json.nextToken();
                value.check(field + "." + key, json);
            }
        };
    }

    static Rule stringOr(Rule other) {
        return (field, json) -> {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                other.check(field, json);
            }
        };
    }

    static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw ProblemException.invalid(field, message);
        }
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
