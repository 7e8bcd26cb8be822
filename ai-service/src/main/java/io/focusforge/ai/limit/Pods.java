package io.focusforge.ai.limit;

import io.focusforge.common.redis.RedisLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How many pods there are: what Redis said when it was last there, or what is configured. */
final class Pods {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final List<String> ALL = List.of("ff:{ai-pods}:limit");

    private final RedisLines lines;
    private final Optional<Integer> configured;
    private final String self = UUID.randomUUID().toString();
    private volatile int seen = 1;

    Pods(RedisLines lines, Optional<Integer> configured) {
        this.lines = lines;
        this.configured = configured;
    }

    /** Called periodically. */
    void greet() {
        lines.run(LimitScripts.PODS, ALL, LimitScripts.pods(SILENCE, self))
                .onSuccess(count -> seen = count.toInteger())
                .onFailure(away -> {});
    }

    int count() {
        return configured.orElse(seen);
    }
}
