package io.focusforge.orchestrator.history;

import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The time at which somebody wants to look. */
@ApplicationScoped
public class AsOf {
    public static final String NAME = "asOf";
    private final Clock clock;

    AsOf(Clock clock) {
        this.clock = clock;
    }

    /** @return empty for now */
    public Optional<Instant> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        var at = instant(text);
        if (at.isAfter(clock.instant())) {
            throw ProblemException.invalid(NAME, "must not be in the future; leave it out for the present");
        }
        return Optional.of(at);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(NAME, "must be an instant, such as 2026-11-05T17:00:00Z");
        }
    }

    static ProblemException beforeTheBeginning(Instant begun) {
        return ProblemException.invalid(NAME, "is before the beginning, which was at " + begun);
    }
}
