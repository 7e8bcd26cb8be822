package io.focusforge.gateway.limit;

import io.focusforge.common.limit.Quota;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many requests a key may send. */
@ConfigMapping(prefix = "focusforge.gateway.limit")
public interface LimitConfig {
    /** Requests a minute for a key that has no limit of its own; as many may come at once. */
    @WithDefault("6000")
    @Min(1)
    @Max(Quota.MAX_PER_MINUTE)
    int requestsPerMinute();

    /** How long a request waits for Redis before this replica counts by itself. */
    @WithDefault("100ms")
    Duration redisTimeout();

    /** How often Redis is checked, and so how long this replica counts by itself after Redis has come back. */
    @WithDefault("1S")
    Duration redisCheck();

    /** How many keys this replica counts by itself while Redis is away. */
    @WithDefault("100000")
    @Min(1)
    long localKeys();
}
