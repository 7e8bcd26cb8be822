package io.focusforge.chaos.depth;

import io.focusforge.chaos.world.SingleRedis;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at Redis again and again, and keeps the most that it saw. */
final class RedisGauge implements AutoCloseable {
    private static final String STREAM = "ff:{jobs-notify}:normal";
    private static final int EVERY_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();
    private final SingleRedis redis;

    RedisGauge(SingleRedis redis) {
        this.redis = redis;
        var unused = clock.scheduleAtFixedRate(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    long bytes() {
        return bytes.get();
    }

    long entries() {
        return entries.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look() {
        try {
            bytes.accumulateAndGet(redis.usedMemory(), Math::max);
            entries.accumulateAndGet(redis.length(STREAM), Math::max);
        } catch (IOException e) {
            // the next look counts
        }
    }
}
