package io.focusforge.orchestrator.plantime;

import io.focusforge.orchestrator.plan.TimeSpan;
import io.focusforge.orchestrator.planschedule.Block;
import java.time.Instant;

/** Instants as minutes since 1970, and back. */
final class Minutes {
    private static final int SECONDS = 60;
    private static final int ROUND = 5;

    private Minutes() {}

    static long floor(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    static long ceil(Instant instant) {
        var floor = floor(instant);
        return instant.equals(instant(floor)) ? floor : floor + 1;
    }

    /** The next time that one would say: a multiple of five minutes. */
    static long next(Instant instant) {
        return Math.ceilDiv(ceil(instant), ROUND) * ROUND;
    }

    static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * SECONDS);
    }

    static TimeSpan span(Block block) {
        return new TimeSpan(instant(block.start()), instant(block.end()));
    }

    /** All minutes that it touches. */
    static Block block(TimeSpan span) {
        return new Block(floor(span.start()), ceil(span.end()));
    }
}
