package io.focusforge.ai.overload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many calls a provider is given at once: as many as are configured, while it answers about as fast as usual. When its answers take several times
 * as long, the limit follows the gradient of usual to present time (as {@link io.focusforge.common.overload.GradientLimit}); when it
 * turns calls away, the limit is cut by a quarter, at most once a second (additive increase, multiplicative decrease). It comes back by itself.
 *
 * <p>What is usual is learnt for each model, and for streams (to their first byte) apart from answers in one piece, so that longer answers of another
 * model are not taken for slowness.
 */
final class ProviderLimit implements IntSupplier {
    private static final double TOLERATED = 3;
    private static final double STEEPEST = 0.5;
    private static final double CUT = 0.75;
    private static final double NEW = 0.02;
    private static final int LEAST_SHARE = 4;
    private static final int ENOUGH = 10;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** A delay that is shorter may as well be of our own making, when this process has much to do. */
    private static final long NOTICED = SECOND;

    private final int most;
    private final int least;
    private final LongSupplier nanoTime;
    private final Map<String, Double> usual = new ConcurrentHashMap<>();
    private double limit;
    private double strain;
    private int count;
    private long changedAt;

    /**
     * Begins with all that is configured.
     *
     * @param adaptive whether it ever changes
     * @param nanoTime as {@link System#nanoTime}
     */
    ProviderLimit(int most, boolean adaptive, LongSupplier nanoTime) {
        this.most = most;
        this.least = adaptive ? Math.max(1, most / LEAST_SHARE) : most;
        this.nanoTime = nanoTime;
        this.limit = most;
        this.changedAt = nanoTime.getAsLong();
    }

    @Override
    public synchronized int getAsInt() {
        if (limit < most) {
            recover();
        }
        return (int) limit;
    }

    /**
     * Takes how long a call took to its answer, a stream to its first byte.
     *
     * @param kind of calls that take about the same time; few
     */
    synchronized void answered(String kind, long nanos) {
        var known = usual.getOrDefault(kind, (double) nanos);
        strain += nanos - known > NOTICED ? nanos / known : 1;
        usual.put(kind, known + NEW * (Math.min(nanos, TOLERATED * known) - known));
        if (++count >= ENOUGH) {
            follow(strain / count);
            count = 0;
            strain = 0;
        }
    }

    /** The provider has too much to do, and says so or does not answer at all. */
    synchronized void turnedAway() {
        var now = nanoTime.getAsLong();
        if (now - changedAt >= SECOND || limit >= most) {
            shrinkTo(limit * CUT);
        }
    }

    private void follow(double slowness) {
        if (slowness > TOLERATED) {
            shrinkTo(limit * Math.max(STEEPEST, TOLERATED / slowness));
        }
    }

    private void shrinkTo(double next) {
        limit = Math.max(least, next);
        changedAt = nanoTime.getAsLong();
    }

    private void recover() {
        var seconds = (nanoTime.getAsLong() - changedAt) / SECOND;
        for (var i = 0; i < seconds && limit < most; i++) {
            limit = Math.min(most, limit + Math.sqrt(limit));
        }
        changedAt += seconds * SECOND;
    }
}
