package io.focusforge.ai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/** A sum over the last seconds, exact to a second on the careful side. Callers see to it that one thread uses it at a time. */
final class SlidingSum {
    private final long[] buckets;
    private final Clock clock;
    private long newest;
    private long sum;

    SlidingSum(int seconds, Clock clock) {
        // one more than asked for, because the oldest and the newest second are seldom whole
        this.buckets = new long[seconds + 1];
        this.clock = clock;
        this.newest = clock.instant().getEpochSecond();
    }

    void add(long amount) {
        advance();
        buckets[index(newest)] += amount;
        sum += amount;
    }

    long sum() {
        advance();
        return sum;
    }

    /** How long it takes until the sum is at most this, when nothing is added. */
    Duration until(long most) {
        advance();
        var left = sum;
        var second = newest - buckets.length + 1;
        while (left > most && second <= newest) {
            left -= buckets[index(second++)];
        }
        var free = Duration.ofSeconds(second - 1 + buckets.length);
        return left == sum ? Duration.ZERO : free.minus(Duration.ofMillis(clock.millis()));
    }

    private void advance() {
        var now = clock.instant().getEpochSecond();
        if (now - newest >= buckets.length) {
            Arrays.fill(buckets, 0);
            sum = 0;
            newest = now;
        }
        while (newest < now) {
            newest++;
            sum -= buckets[index(newest)];
            buckets[index(newest)] = 0;
        }
    }

    private int index(long second) {
        return (int) Math.floorMod(second, (long) buckets.length);
    }
}
