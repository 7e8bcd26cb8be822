package io.focusforge.common.overload;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How much work a process does at once: as much as leaves each piece about as quick as it is when there is little to do. The limit follows the gradient
 * of time when idle to time now, as TCP Vegas has it (Netflix, Performance Under Load, 2018,
 * https://netflixtechblog.medium.com/performance-under-load-3e6fa9a60581); how long a piece takes when idle is measured again and again with little
 * at once, as Envoy does it (https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/adaptive_concurrency_filter), because an average over
 * a long time takes an overload that lasts for the usual (https://github.com/Netflix/concurrency-limits/pull/134).
 */
public final class GradientLimit implements IntSupplier {
    private static final long WINDOW = Duration.ofMillis(100).toNanos();
    private static final int ENOUGH = 10;
    private static final long MEASURED_FOR = Duration.ofSeconds(30).toNanos();
    private static final int PROBE_WINDOWS = 2;
    private static final double STEEPEST = 0.5;
    private static final double NEW = 0.2;

    private final Rule rule;
    private final LongSupplier nanoTime;
    private volatile double limit;
    private volatile int probing;
    private double idle = Double.MAX_VALUE;
    private double probed;
    private long measuredAt;
    private long windowStart;
    private long sum;
    private int count;
    private int mostAtOnce;

    /**
     * What is given.
     *
     * @param min also how much is done at once while idle time is measured
     * @param tolerated how much longer than when idle a piece may take
     */
    public record Rule(int initial, int min, int max, Duration tolerated) {
        public Rule {
            if (min < 1 || min > initial || initial > max || tolerated.isNegative() || tolerated.isZero()) {
                throw new IllegalArgumentException("1 <= min <= initial <= max, and something is tolerated");
            }
        }
    }

    /** @param nanoTime as {@link System#nanoTime} */
    public GradientLimit(Rule rule, LongSupplier nanoTime) {
        this.rule = rule;
        this.nanoTime = nanoTime;
        this.limit = rule.initial();
        this.windowStart = nanoTime.getAsLong();
        this.measuredAt = windowStart;
    }

    @Override
    public int getAsInt() {
        return probing > 0 ? rule.min() : (int) limit;
    }

    /**
     * Takes what a piece of work has shown.
     *
     * @param nanos how long it took
     * @param atOnce how many were under way, itself included
     */
    public synchronized void add(long nanos, int atOnce) {
        sum += nanos;
        count++;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        var now = nanoTime.getAsLong();
        if (count >= ENOUGH && now - windowStart >= WINDOW) {
            judge((double) sum / count, now);
            windowStart = now;
            sum = 0;
            count = 0;
            mostAtOnce = 0;
        }
    }

    private void judge(double time, long now) {
        if (probing > 0) {
            probe(time, now);
        } else {
            learnIdle(time, now);
            follow(time);
            probeIfDue(now);
        }
    }

    private void learnIdle(double time, long now) {
        if (mostAtOnce <= rule.min()) {
            idle = time < idle ? time : idle + NEW * (time - idle);
            measuredAt = now;
        } else {
            idle = Math.min(idle, time);
        }
    }

    /** The first window may still hold what began before. */
    private void probe(double time, long now) {
        probed = Math.min(probed, time);
        probing--;
        if (probing == 0) {
            idle = probed;
            measuredAt = now;
        }
    }

    private void probeIfDue(long now) {
        if (now - measuredAt >= MEASURED_FOR) {
            probed = Double.MAX_VALUE;
            probing = PROBE_WINDOWS;
        }
    }

    /** Grows only while it is made use of. */
    private void follow(double time) {
        var gradient = Math.clamp((idle + rule.tolerated().toNanos()) / time, STEEPEST, 1);
        if (gradient < 1 || mostAtOnce > limit / 2) {
            limit = Math.clamp(limit * gradient + Math.sqrt(limit), rule.min(), rule.max());
        }
    }
}
