package io.focusforge.worker.schedule;

import io.focusforge.common.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When a schedule fires, as it was asked for: an expression in a time zone, or an interval since its anchor. */
record When(String cron, String zone, Duration every, Instant anchor) {
    private static final Duration LONGEST = Duration.ofDays(366);

    When {
        if ((cron == null) == (every == null)
                || (cron == null) != (zone == null)
                || (every == null) != (anchor == null)) {
            throw new IllegalArgumentException("either cron and zone, or every and anchor");
        }
    }

    /** What a client asks for; {@code zone} is UTC where it is not given. */
    static When asked(String cron, String zone, Duration every, Instant now) {
        if ((cron == null) == (every == null)) {
            throw ProblemException.invalid(cron == null ? "cron" : "every", "give either cron or every");
        }
        if (cron != null) {
            return new When(cron, zone == null ? "UTC" : zone, null, null);
        }
        if (zone != null) {
            throw ProblemException.invalid("timeZone", "goes with cron; an interval has none");
        }
        return new When(null, null, checked(every), now);
    }

    /** @throws ProblemException when there is no such timing, or when it never fires */
    Instant first(Instant now) {
        return timing().after(now).orElseThrow(() -> ProblemException.invalid("cron", "never fires"));
    }

    Timing timing() {
        return cron == null ? new Interval(every, anchor) : new Cron(cron, zoneId());
    }

    /** Whether both fire at the same times, wherever an interval is anchored. */
    boolean isLike(When other) {
        return cron == null ? every.equals(other.every) : cron.equals(other.cron) && zone.equals(other.zone);
    }

    private ZoneId zoneId() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("timeZone", "is not a known time zone; take one such as Europe/Berlin");
        }
    }

    private static Duration checked(Duration every) {
        if (every.compareTo(Interval.SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("every", "is one second to 366 days");
        }
        if (every.getNano() % 1_000_000 != 0) {
            throw ProblemException.invalid("every", "takes whole milliseconds");
        }
        return every;
    }
}
