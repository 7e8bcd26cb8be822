package io.focusforge.chaos.depth;

import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.Witness;
import java.sql.SQLException;
import java.time.Duration;

/** How fast jobs end. */
final class Rates {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Witness witness;
    private long counted;

    Rates(Witness witness) {
        this.witness = witness;
    }

    /**
     * Those after the ones that were counted so far: some may have ended before this is called. Leaves the first tenth aside, in which the
     * queue gets going.
     *
     * @return jobs a second
     */
    double ofNext(int jobs) throws SQLException {
        var before = counted;
        counted += jobs;
        await(before + jobs / 10);
        var begun = System.nanoTime();
        var from = witness.ended();
        await(counted);
        return (witness.ended() - from) / secondsSince(begun);
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private void await(long ended) {
        Wait.need(ended + " ended jobs", PATIENCE, () -> witness.ended() >= ended);
    }
}
