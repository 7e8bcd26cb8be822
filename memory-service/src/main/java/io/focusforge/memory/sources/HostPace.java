package io.focusforge.memory.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets no more calls to a host begin than one in its interval, whoever in this replica wants them. */
@ApplicationScoped
class HostPace {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_HOSTS = 10_000;

    private final Cache<String, Long> next = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** Waits for the turn of a call. */
    void await(String host, Duration interval) throws InterruptedException {
        var now = System.nanoTime();
        var after = next.asMap()
                .merge(host, now + interval.toNanos(), (before, fresh) -> Math.max(before + interval.toNanos(), fresh));
        Thread.sleep(Duration.ofNanos(Math.max(0, after - interval.toNanos() - now)));
    }
}
