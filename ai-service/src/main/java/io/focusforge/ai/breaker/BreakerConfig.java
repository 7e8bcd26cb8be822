package io.focusforge.ai.breaker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas agree on which models are left alone. */
@ConfigMapping(prefix = "focusforge.breaker")
public interface BreakerConfig {
    /** How long Redis may take to answer; then this replica goes by what it sees itself. */
    @WithDefault("150ms")
    Duration redisTimeout();

    /** How often the shared states are read, in addition to being told of each change. */
    @WithDefault("500ms")
    Duration readEvery();

    /** After how long another replica may try a model, when the one that was trying it has died. Must be several times `read-every`. */
    @WithDefault("5S")
    Duration probeLease();
}
