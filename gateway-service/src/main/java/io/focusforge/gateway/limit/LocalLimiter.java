package io.focusforge.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Gcra;
import io.focusforge.common.limit.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;

/** Counts in this process. A key that is not used for longer than its window has its whole quota again, so it can be forgotten. */
final class LocalLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final ConcurrentMap<UUID, Gcra.Step> steps;
    private final Clock clock;

    LocalLimiter(long maxKeys, Clock clock) {
        this.clock = clock;
        this.steps = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfterAccess(WINDOW.plusSeconds(1))
                .<UUID, Gcra.Step>build()
                .asMap();
    }

    Decision decide(UUID key, Quota quota) {
        var now = clock.instant();
        var micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        return steps.compute(key, (same, last) -> Gcra.step(last == null ? 0 : last.arrivalMicros(), micros, quota))
                .decision();
    }
}
