package io.focusforge.orchestrator.planapi;

import io.focusforge.orchestrator.plan.Plan;
import java.time.Instant;

/** How large plans may be. */
final class Bounds {
    static final int TITLE = 500;
    static final int DESCRIPTION = 20_000;
    static final int STEPS = 100;
    static final int NEEDS = 50;
    static final int APPOINTMENTS = 500;
    static final int HOURS = 50;
    /** Ten days without a break. */
    static final int MINUTES = 14_400;

    static final String ID = "[A-Za-z0-9_.-]{1,40}";
    static final String ID_MESSAGE = "must have 1 to 40 letters, digits, '_', '.' and '-'";
    /** Postgres does not store U+0000, and half a surrogate pair is no character. */
    static final String PLAIN = "[^\\x00\\x{D800}-\\x{DFFF}]*+";

    static final String PLAIN_MESSAGE = "must not contain the character U+0000, nor half of a surrogate pair";

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Bounds() {}

    static boolean holds(Instant instant) {
        return instant == null || !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    static boolean hasRoom(Plan plan) {
        return plan.steps().size() < STEPS;
    }
}
