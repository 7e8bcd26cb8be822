package io.focusforge.memory.memories;

import io.focusforge.common.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A time that a request gives, as every store can keep it: in milliseconds, of a year with four digits. */
final class Moment {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Moment() {}

    /** @return null for null */
    static Instant of(String field, Instant given) {
        if (given == null) {
            return null;
        }
        if (given.isBefore(FIRST) || given.isAfter(LAST)) {
            throw ProblemException.invalid(field, "must be before the year 10000");
        }
        return given.truncatedTo(ChronoUnit.MILLIS);
    }

    static Instant future(String field, Instant given, Instant now) {
        var moment = of(field, given);
        if (moment != null && !moment.isAfter(now)) {
            throw ProblemException.invalid(field, "must be in the future");
        }
        return moment;
    }

    static Validity validity(Instant validFrom, Instant validTo) {
        var from = of("validFrom", validFrom);
        var to = of("validTo", validTo);
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("validTo", "must be after validFrom");
        }
        return from == null && to == null ? Validity.ALWAYS : new Validity(from, to);
    }
}
